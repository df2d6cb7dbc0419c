const HEAD = `# Generated from deploy/prometheus/alerts.yml by "npm run docs". For the Prometheus operator.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: partner-client-service
  labels:
    app.kubernetes.io/component: metrics
spec:
`;

/**
 * The alerts as a manifest of the Prometheus operator.
 * @param {string} rules the text of alerts.yml
 */
export function prometheusRule(rules) {
  const lines = rules.slice(rules.indexOf('groups:')).trimEnd().split('\n');
  return HEAD + lines.map((line) => (line === '' ? '\n' : `  ${line}\n`)).join('');
}
