export { html, textOf, trusted, type SafeHtml } from './html.ts';
export { answerPublic, plainLook, publicPage, publicPolicy, type PageLook, type PublicPage } from './page.ts';
export { inkOn } from './styles.ts';
