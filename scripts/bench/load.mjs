// Asks a server over many connections at once, and prints what came of it: node load.mjs < question.json
// Each connection has addresses of its own, as long as there are enough.
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const { url, paths, connections, seconds } = JSON.parse(readFileSync(0, "utf8"));
let begun = 0;
const setupClient = (client) => {
  const mine = begun++ % Math.min(connections, paths.length);
  client.setRequests(paths.filter((_, at) => at % connections === mine).map((path) => ({ path })));
};
const result = await autocannon({ url, connections, duration: seconds, setupClient });
process.stdout.write(
  JSON.stringify({
    requests_per_second: result.requests.average,
    p50_ms: result.latency.p50,
    p99_ms: result.latency.p99,
    answered: result["2xx"],
    refused: result.non2xx + result.errors + result.timeouts,
  }),
);
