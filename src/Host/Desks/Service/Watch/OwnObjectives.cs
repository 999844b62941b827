namespace Busbar.Host.Desks.Service.Watch;

/// <summary>What Busbar promises of itself until the house says something else: its answers, the day-ahead gate, the statements.</summary>
public static class OwnObjectives
{
    /// <summary>The counters of Busbar's own requests that its first objective asks for.</summary>
    public const string Requests = "busbar_requests_total", GoodRequests = "busbar_requests_good_total";

    /// <summary>The file.</summary>
    public static ServiceObjectiveText Text { get; } = new("usual.yaml", $$"""
        apiVersion: openslo/v1
        kind: SLO
        metadata:
          name: answers
          displayName: Busbar answers within a second and without a fault of its own
        spec:
          service: busbar-web
          description: Busbar answers within a second and without a fault of its own
          budgetingMethod: Occurrences
          timeWindow: [{duration: 30d, isRolling: true}]
          objectives: [{displayName: answers, target: 0.995}]
          indicator:
            metadata: {name: answers}
            spec:
              ratioMetric:
                counter: true
                good:
                  metricSource:
                    type: busbar
                    spec:
                      query: {{GoodRequests}}
                total:
                  metricSource:
                    type: busbar
                    spec:
                      query: {{Requests}}
        ---
        apiVersion: openslo/v1
        kind: SLO
        metadata:
          name: submitted-in-time
          displayName: The load bid is in before the day-ahead market closes
        spec:
          service: {{GateBook.DayAhead}}
          description: The load bid is in before the day-ahead market closes
          budgetingMethod: Occurrences
          timeWindow: [{duration: 30d, isRolling: true}]
          objectives: [{displayName: submitted in time, target: 0.99}]
          indicator:
            metadata: {name: submitted-in-time}
            spec:
              ratioMetric:
                counter: true
                good:
                  metricSource:
                    type: busbar
                    spec:
                      query: gate {{GateBook.DayAhead}}
                total:
                  metricSource:
                    type: busbar
                    spec:
                      query: gate {{GateBook.DayAhead}}
        ---
        apiVersion: openslo/v1
        kind: SLO
        metadata:
          name: statements-in-a-week
          displayName: A day's first statement is kept within a week
        spec:
          service: settlement
          description: A day's first statement is kept within a week
          budgetingMethod: Occurrences
          timeWindow: [{duration: 30d, isRolling: true}]
          objectives: [{displayName: kept in a week, target: 0.95}]
          indicator:
            metadata: {name: statements-in-a-week}
            spec:
              ratioMetric:
                counter: true
                good:
                  metricSource:
                    type: busbar
                    spec:
                      query: gate {{GateBook.Statements}}
                total:
                  metricSource:
                    type: busbar
                    spec:
                      query: gate {{GateBook.Statements}}
        """);
}
