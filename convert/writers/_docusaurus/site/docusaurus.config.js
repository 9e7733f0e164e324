const { existsSync, readFileSync } = require('node:fs');

const redirects = existsSync('redirects.json') ? JSON.parse(readFileSync('redirects.json', 'utf8')) : [];

module.exports = {
  title: '블로그',
  url: 'https://example.com',
  baseUrl: '/',
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'ignore',
  future: { experimental_vcs: 'disabled' }, // or a post without a date stops the build where there is no git
  i18n: { defaultLocale: 'ko', locales: ['ko'] },
  plugins: [['@docusaurus/plugin-client-redirects', { redirects }]],
  presets: [
    [
      'classic',
      {
        docs: false,
        blog: { routeBasePath: '/blog', onUntruncatedBlogPosts: 'ignore', onInlineAuthors: 'ignore', blogSidebarCount: 'ALL' },
      },
    ],
  ],
};
