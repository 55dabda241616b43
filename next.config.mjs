/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Types are checked by `npm test`; somebody who only wants to learn does not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native parts that must not be bundled, beside those that Next already knows.
  serverExternalPackages: ['esbuild', '@prisma/adapter-libsql', '@libsql/client'],
  // Above our own limit (app/_server/submission-limits.ts), so that its sentence is what a learner sees.
  experimental: { serverActions: { bodySizeLimit: '12mb' }, proxyClientMaxBodySize: '12mb' },
  // `next dev` answers under both names of this machine, as `next start` does.
  allowedDevOrigins: ['127.0.0.1', 'localhost', '[::1]'],
  turbopack: { root: import.meta.dirname },
};
