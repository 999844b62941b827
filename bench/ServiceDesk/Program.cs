using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using Busbar.ServiceDesk.Bench;
using NodaTime;

// bench/desk : search and figures over 100,000 tickets, and writes bench/results/desk.md.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Tickets = 100_000, Queries = 1000;
var made = new MadeUpTickets(20_000);
var histories = made.Make(Tickets);
var page = new StringBuilder();
page.AppendLine("# Service desk: bars and what was measured").AppendLine();
page.AppendLine($"Command: `bench/desk`. {Environment.ProcessorCount} cores, one of them used, shared with whatever else runs;");
page.AppendLine($"{Tickets:N0} made-up tickets of some 130 words, words as rare as Zipf has them.").AppendLine();
page.AppendLine("| What | Bar | Measured |").AppendLine("|---|---|---|");

ImmutableArray<Ticket> folded = [];
Line("fold all tickets from their facts", "–", Seconds(() => folded =
    [.. histories.Select(each => FoldTicket.Run(new(each.Id, each.Facts)).OrThrow())]));
var index = new SearchIndex();
Line("index all tickets", "–", Seconds(() => { for (var i = 0; i < Tickets; i++) index.Put(IndexTickets.Run(folded[i],
    histories[i].Facts)); }));
Line("replace one ticket in the index, mean of 1,000", "–",
    $"{Sorted(1000, i => index.Put(IndexTickets.Run(folded[i], histories[i].Facts))).Average():0.000} ms");
var queries = Enumerable.Range(0, Queries).Select(_ => made.Text(3)).ToArray();
var times = Sorted(Queries, i => index.Find(queries[i], 20));
Line($"search for three words, best 20, {Queries:N0} queries: median", "milliseconds", $"{times[Queries / 2]:0.000} ms");
Line("… 99th percentile", "milliseconds", $"{times[Queries * 99 / 100]:0.000} ms");
var week = WeekSpan.Weekdays(new(8, 0), new(18, 0));
var hours = new WorkCalendar("desk", DateTimeZoneProviders.Tzdb["America/New_York"], week);
ImmutableArray<TargetTerm> terms = [new("restore", TargetKind.Resolution, new TargetAmount.Working(Duration.FromHours(16)), hours)];
Line("every figure of the desk over all tickets", "–", Seconds(() => MeasureDesk.Run(new(histories, Instant.FromUtc(2026, 1, 1, 0, 0),
    Instant.FromUtc(2027, 1, 1, 0, 0), DeskGrouping.Queue, terms, ClockPolicy.Busbar, hours, [])).OrThrow()));

var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "Busbar.slnx"))) root = Path.GetDirectoryName(root)!;
File.WriteAllText(Path.Combine(root, "bench", "results", "desk.md"), page.ToString());
Console.Write(page);

void Line(string what, string bar, string result) => page.AppendLine($"| {what} | {bar} | {result} |");

static string Seconds(Action work)
{
    var watch = Stopwatch.StartNew();
    work();
    return $"{watch.Elapsed.TotalSeconds:0.00} s";
}

static double[] Sorted(int count, Action<int> work) =>
[
    .. Enumerable.Range(0, count).Select(i =>
    {
        var watch = Stopwatch.StartNew();
        work(i);
        return watch.Elapsed.TotalMilliseconds;
    }).Order(),
];
