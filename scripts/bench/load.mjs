import autocannon from "autocannon";
const { url, paths, connections, seconds } = JSON.parse(process.argv[2]);
const r = await autocannon({ url, connections, duration: seconds, requests: paths.map((path) => ({ path })) });
console.log(JSON.stringify({ rps: r.requests.average, p50: r.latency.p50, p99: r.latency.p99, max: r.latency.max, ok: r["2xx"], bad: r.non2xx, errors: r.errors, bytes: r.throughput.average }));
