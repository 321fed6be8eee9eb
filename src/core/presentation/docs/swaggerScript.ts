/**
 * Starts Swagger UI. Whatever answer brings an access token signs the page in, so that a login executed here
 * is all it takes to call the rest; a CSRF token goes with the cookie the same way.
 */
export const swaggerScript = `
const ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  responseInterceptor: (response) => {
    const { accessToken, csrfToken } = response.body?.data ?? {};
    if (typeof accessToken === 'string') ui.preauthorizeApiKey('bearer', accessToken);
    if (typeof csrfToken === 'string') ui.preauthorizeApiKey('csrfToken', csrfToken);
    return response;
  },
});
`.trimStart();
