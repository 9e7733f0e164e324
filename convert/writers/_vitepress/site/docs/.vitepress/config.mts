import { defineConfig } from 'vitepress';

export default defineConfig({
  lang: 'ko',
  title: '블로그',
  ignoreDeadLinks: true,
});
