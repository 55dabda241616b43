# The workbook for a team, built once; its data is a volume. Behind a proxy that speaks TLS: see cli/deploy/.
FROM node:22-bookworm-slim AS made
WORKDIR /workbook
COPY . .
RUN npm ci --no-audit --no-fund && node --input-type=module -e "\
    const { prepareCode, preparePages } = await import('./cli/prepare.mjs'); \
    await prepareCode(console.log); await preparePages(console.log);"

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WORKBOOK_MODE=team WORKBOOK_DATA=/data NEXT_TELEMETRY_DISABLED=1
WORKDIR /workbook
COPY --from=made --chown=node:node /workbook /workbook
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=20s CMD node -e "fetch('http://127.0.0.1:3000/ready').then((it)=>process.exit(it.ok?0:1),()=>process.exit(1))"
STOPSIGNAL SIGTERM
CMD ["node", "cli/start.mjs"]
