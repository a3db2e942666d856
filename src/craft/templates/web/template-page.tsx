import './templates.css';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { usePlace } from '../../../platform/ui/link.tsx';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { getTemplate } from '../contract.ts';
import { BlockTemplate } from './block-template.tsx';
import { EmailTemplate } from './email-template.tsx';

/** One template: written and seen side by side; of saved blocks, seen alone. */
export function TemplatePage() {
  const { params } = usePlace();
  const template = useEndpoint(getTemplate, { params: { templateId: Number(params['templateId']) } });
  return <Loaded query={template}>{(data) => (data.draft ? <EmailTemplate key={data.id} template={{ ...data, draft: data.draft }} /> : <BlockTemplate key={data.id} template={data} />)}</Loaded>;
}
