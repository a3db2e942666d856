import { useState } from 'react';
import { CodeEditor } from '../../platform/ui/code-editor.tsx';
import { MailFrame } from '../../platform/ui/mail-frame.tsx';
import { Head } from '../../platform/ui/section-head.tsx';

const body = `# Plan a week in an hour

Hello {{ contact.first_name | default: "there" }},

**Ferrow 6** plans a week of docks in an hour. [See how](https://ferrow.example/week)

{% if contact.company %}At {{ contact.company }} that is four hours saved.{% endif %}
`;
const html = '<body style="font:15px/1.6 sans-serif;margin:32px"><h1 style="font-size:20px">Plan a week in an hour</h1><p>Hello Inês,</p><p><b>Ferrow 6</b> plans a week of docks in an hour.</p><script>parent.document.title="broken out"</script><img src="x" onerror="parent.document.title=\'broken out\'" alt=""></body>';

export function MailPieces() {
  const [text, setText] = useState(body);
  return (
    <div className="grid gap-6">
      <div><Head title="Writing code" /><CodeEditor label="Body" language="markdown" value={text} onChange={setText} minHeight={200} /></div>
      <MailFrame title="Plan a week in an hour" html={html} text={text} height={220} envelope={[['From', 'Jonas Brandt <jonas@ferrow.example>'], ['Subject', 'Plan a week in an hour']]} />
    </div>
  );
}
