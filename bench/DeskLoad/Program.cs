using System.Diagnostics;
using System.Globalization;
using System.Text;
using Busbar.Desk.Bench;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Busbar.Store.Tests.Kit;
using NodaTime;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int PerSecond = 200;
const int Callers = 8;
int Asked(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1]) : otherwise;
var (seconds, tickets, createSeconds) = (Asked("--seconds", 300), Asked("--tickets", 100_000), Asked("--create-seconds", 60));
var root = Directory.GetCurrentDirectory();
using var postgres = PrivatePostgres.Start("shared_buffers=512MB") ?? throw new InvalidOperationException("PostgreSQL is not installed.");
var location = postgres.NewStore();
var watch = Stopwatch.StartNew();
using var store = FactStore.Open(location, SystemClock.Instance);
Filled.Fill(store, tickets);
Say($"{tickets} tickets written");
var begun = watch.Elapsed.TotalSeconds;
using var desk = await OurDesk.Start(root, location.ConnectionString, Filled.Token(location));
var ready = watch.Elapsed.TotalSeconds - begun;
Say("the desk answers");
await Load.Closed(Callers, 10, i => i % 3 == 0 ? desk.Open(i) : desk.Get($"/api/v1/tickets/INC-{i}")); // both sides warm up
Say("warm");
var loadBefore = File.ReadAllText("/proc/loadavg").Split(' ')[0];
var random = new Random(7);
var picks = Enumerable.Range(0, PerSecond * seconds).Select(_ => (Asks: KindOf(random.NextDouble()), Ticket: 10 * random.Next(1, tickets / 10)))
    .ToArray();
var latencies = await Load.Steady(PerSecond, seconds, i => picks[i] switch
{
    { Asks: "answer" } pick => desk.Reply($"INC-{pick.Ticket}"),
    { Asks: "resolve" } when desk.Opened.TryDequeue(out var fresh) => Resolved(fresh),
    { Asks: "show" } pick => desk.Get($"/api/v1/tickets/INC-{pick.Ticket}"),
    { Asks: "list" } pick => desk.Get($"/api/v1/tickets?queue=queue-{pick.Ticket / 10 % 8}"),
    { Asks: "search" } pick => desk.Get($"/api/v1/tickets?find={Uri.EscapeDataString($"price feed late {pick.Ticket}")}&ended=yes"),
    _ => desk.Open(i),
});
Say($"steady load done: {Load.Words(latencies)}");
var byKind = latencies.Zip(picks).GroupBy(each => each.Second.Asks, each => each.First).ToArray();
foreach (var kind in byKind) Say($"  {kind.Key}: {Load.Words(kind)}");
var acknowledged = desk.Opened.Concat(resolved).Distinct().ToArray();
var kept = acknowledged.Count(id => !store.ReadStream($"ticket/{id}", AsOf.Latest).IsEmpty);
var ours = await Load.Closed(Callers, createSeconds, desk.Open);
Say($"{ours:F1} created a second");
double? theirs = null;
if (await RequestTracker.Start(location.ConnectionString) is { } tracker)
    using (tracker) theirs = await Load.Closed(Callers, createSeconds, tracker.Create);
var report = new StringBuilder();
report.Append($"""
    # Service desk under load: bars and what was measured

    Command: `bench/desk-load --seconds {seconds} --tickets {tickets} --create-seconds {createSeconds}`. 2 cores for everything: PostgreSQL 15 on its
    default durability, the desk, and the client that asks. All tickets are generated. Mix: 15 % open, 11 % answer, 4 % resolve, 40 % show one
    with its clocks, 20 % list a queue, 10 % search all text; each request is sent when it is due, and timed from then.

    | What | Bar | Measured |
    |---|---|---|
    | {PerSecond} requests/s for {seconds} s, {tickets:N0} tickets held: latency | p99 ≤ 150 ms | {Load.Words(latencies)} |
    {string.Join("\n", byKind.Select(kind => $"| of these: {kind.Key} | | {Load.Words(kind)} |"))}
    | answers that were no success | none | {(desk.Faults.IsEmpty ? "none" : string.Join(", ", desk.Faults.Select(each => $"{each.Value} {each.Key}")))} |
    | tickets acknowledged and found in the store afterwards | all | {kept:N0} of {acknowledged.Length:N0} |
    | creating tickets, {Callers} callers, {createSeconds} s: Busbar | | {ours:F1} a second |
    | the same, Request Tracker 5 (Debian), {RequestTracker.Workers} Starman workers, REST 2, same server of PostgreSQL | | {(theirs is { } rate ? $"{rate:F1} a second" : "not installed")} |
    | ratio | ≥ 10 × | {(theirs is { } of ? $"{ours / of:F1} ×" : "not measured")} |

    From start to first answer with {tickets:N0} tickets: {ready:F1} s. Load of the machine (1 minute) before: {loadBefore}. Request Tracker notifies by
    mail through a file in the bench; Busbar has no mail set up.
    """);
report.AppendLine();
File.WriteAllText("bench/results/desk-load.md", report.ToString());
Console.Write(report);

static string KindOf(double drawn) => drawn switch
{
    < 0.15 => "open", < 0.26 => "answer", < 0.30 => "resolve", < 0.70 => "show", < 0.90 => "list", _ => "search",
};

void Say(string what) => Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds,6:F0} s  {what}");

async Task<bool> Resolved(string id)
{
    resolved.Enqueue(id);
    return await desk.Resolve(id);
}

internal static partial class Program
{
    private static readonly System.Collections.Concurrent.ConcurrentQueue<string> resolved = [];
}
