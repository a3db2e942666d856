// Before the first paint: a chosen theme stands, otherwise the system's does.
try {
  var theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* storage may be closed; the system's theme will do */ }
