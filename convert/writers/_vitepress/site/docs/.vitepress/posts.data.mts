import { createContentLoader } from 'vitepress';

export default createContentLoader('**/*.md', {
  transform: (pages) =>
    pages
      .filter((page) => page.frontmatter.title && page.url !== '/')
      .map((page) => ({
        url: page.url,
        title: page.frontmatter.title,
        day: page.frontmatter.date ? new Date(page.frontmatter.date).toISOString().slice(0, 10) : '',
      }))
      .sort((one, other) => other.day.localeCompare(one.day)),
});
