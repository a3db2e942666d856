// The small script that a snippet may bring along: it spares visitors the page on which they would press once more, and
// shows the answer in place. Without it, and wherever it fails, the form is sent as any form is.

export const embedScript = `(function () {
  document.querySelectorAll('form[data-kindred-form]').forEach(function (form) {
    var start = form.querySelector('input[name=start]');
    var note = document.createElement('p');
    note.setAttribute('role', 'status');
    function fresh() {
      return fetch(form.action + '/start').then(function (r) { return r.json(); }).then(function (d) { start.value = d.start; }).catch(function () {});
    }
    fresh();
    form.addEventListener('submit', function (event) {
      if (!window.fetch || !window.URLSearchParams) return;
      event.preventDefault();
      fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(new FormData(form)) })
        .then(function (r) { return r.json().then(function (d) { return { ok: r.ok, d: d }; }); })
        .then(function (a) {
          var problems = a.d.problems || {};
          note.textContent = [a.d.title, a.d.text].concat(Object.keys(problems).map(function (k) { return problems[k]; })).filter(Boolean).join(' ');
          if (a.ok) form.replaceWith(note);
          else { if (a.d.start) start.value = a.d.start; form.append(note); }
        })
        .catch(function () { form.submit(); });
    });
  });
})();
`;
