/** One answered request. */
export interface Observation {
  method: string;
  /** The route's pattern, never the address itself: ids would make a series each. */
  route: string;
  status: number;
  seconds: number;
}

export interface Metrics {
  observe(request: Observation): void;
  /** Shows more series, made anew each time: lines in Prometheus' text format. */
  include(series: () => string[]): void;
  /** All series in Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
  render(): string;
}

/** Counts in memory, from the start of this process. */
export function createMetrics(): Metrics {
  const requests = new Map<string, { count: number; seconds: number }>();
  const included: (() => string[])[] = [];
  return {
    include(more) {
      included.push(more);
    },
    observe({ method, route, status, seconds }) {
      const labels = `method="${method}",route="${route}",status="${status}"`;
      const series = requests.get(labels) ?? { count: 0, seconds: 0 };
      requests.set(labels, { count: series.count + 1, seconds: series.seconds + seconds });
    },
    render() {
      const { heapUsed, rss } = process.memoryUsage();
      const series = [...requests];
      return [
        "# HELP courselet_request_duration_seconds Time from a request's arrival to its answer.",
        "# TYPE courselet_request_duration_seconds summary",
        ...series.map(([labels, { seconds }]) => `courselet_request_duration_seconds_sum{${labels}} ${seconds}`),
        ...series.map(([labels, { count }]) => `courselet_request_duration_seconds_count{${labels}} ${count}`),
        ...included.flatMap((more) => more()),
        "# HELP process_resident_memory_bytes Memory that the system has given to this process.",
        "# TYPE process_resident_memory_bytes gauge",
        `process_resident_memory_bytes ${rss}`,
        "# HELP nodejs_heap_size_used_bytes JavaScript heap in use.",
        "# TYPE nodejs_heap_size_used_bytes gauge",
        `nodejs_heap_size_used_bytes ${heapUsed}`,
        "# HELP process_uptime_seconds Time since this process started.",
        "# TYPE process_uptime_seconds gauge",
        `process_uptime_seconds ${process.uptime()}`,
        "",
      ].join("\n");
    },
  };
}
