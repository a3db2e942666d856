-- documents
-- A visual email's body is a document of the editor, as JSON text.
alter table email_versions drop constraint email_versions_body_kind_check;
alter table email_versions add constraint email_versions_body_kind_check check (body_kind in ('visual', 'mjml', 'html', 'markdown'));
