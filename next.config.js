/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: import.meta.dirname },
  // `npm test` checks the types of everything in its own step; the build of `npm start` need not do it a second time.
  typescript: { ignoreBuildErrors: true },
}

export default config
