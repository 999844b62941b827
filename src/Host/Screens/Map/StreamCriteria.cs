using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;

namespace Busbar.Host.Screens.Map;

/// <summary>Checks the entry and exit criteria of the supply stream against the facts and of the digital
/// stream where its rooms are built.</summary>
public static class StreamCriteria
{
    /// <summary>Every criterion of both streams, in the map's order.</summary>
    /// <param name="rooms">The rooms as they stand then.</param>
    public static ImmutableArray<Criterion> Read(
        SupplyReads reads, DigitalBooks books, ImmutableArray<RoomStatus> rooms, AsOf asOf)
    {
        var days = reads.Days(asOf);
        var supply = ValueStreamMap.Streams[0];
        var digital = ValueStreamMap.Streams[1];
        var answers = Entry(reads, asOf, days).Concat(Exit(reads, asOf, days));
        var texts = supply.Entry.Select(text => (text, true)).Concat(supply.Exit.Select(text => (text, false)));
        return
        [
            .. texts.Zip(
                answers,
                (criterion, answer) => new Criterion(supply.Number, criterion.Item2, criterion.text, answer.IsMet, answer.Evidence)
            ),
            .. digital.Entry.Select(text => (text, true)).Concat(digital.Exit.Select(text => (text, false)))
                .Zip(Digital(books, rooms, asOf),
                (criterion, answer) => new Criterion(digital.Number, criterion.Item2, criterion.text, answer.IsMet, answer.Evidence)),
        ];
    }

    /// <summary>Need, deployment, levels, security, satisfaction.</summary>
    private static IEnumerable<(bool? IsMet, string Evidence)> Digital(
        DigitalBooks books, ImmutableArray<RoomStatus> rooms, AsOf asOf)
    {
        var (tickets, demands) = (books.Tickets.All(asOf).Count(), books.Demands.All(asOf).Length);
        yield return (tickets + demands > 0, tickets + demands > 0 ? $"{tickets} tickets, {demands} demands" : "no ticket yet");
        yield return books.Delivery.Measure(asOf)?.ByCause is { Deployments: > 0 and var live } dora
            ? (true, FormattableString.Invariant($"{live} live deployments in ninety days, {dora.Failed} of them failed"))
            : (null, "no deployment is on record");
        yield return OnTarget(rooms, "ESV-04.3", "SLA achievement");
        yield return OnTarget(rooms, "ESV-04.4", "Critical vulnerabilities");
        yield return OnTarget(rooms, "ESV-04.5", "User satisfaction");
    }

    private static (bool? IsMet, string Evidence) OnTarget(ImmutableArray<RoomStatus> rooms, string room, string name) =>
        rooms.Single(each => each.Room.Number == room).Metrics.FirstOrDefault(each => each.Name == name) is { Value: { } value } metric
        ? (metric.IsOnTarget, FormattableString.Invariant($"{metric.Name} {value:0.#} {metric.Unit} over {DigitalMetrics.Period}"))
        : (null, "nothing measured yet");

    private static IEnumerable<(bool? IsMet, string Evidence)> Entry(SupplyReads reads, AsOf asOf, ImmutableArray<OperatingDay> days)
    {
        var profile = reads.Profile(asOf);
        yield return days.IsEmpty ? (false, "no forecast yet") : (true, $"forecast to {days[^1]}");
        var hasPlan = !days.IsEmpty && reads.Plan(days[^1], asOf) is not null;
        yield return profile is null
            ? (false, "no profile yet")
            : (hasPlan && !profile.Limits.IsEmpty, $"{(hasPlan ? "plan issued" : "no plan")}, {profile.Limits.Length} risk limits");
        yield return profile is null
            ? (false, "no profile yet")
            : (true, $"{profile.Market} at {profile.Location}, {profile.Contracts.Length} contracts with credit limits");
    }

    private static IEnumerable<(bool? IsMet, string Evidence)> Exit(SupplyReads reads, AsOf asOf, ImmutableArray<OperatingDay> days)
    {
        if (days.IsEmpty)
        {
            for (var i = 0; i < 4; i++)
                yield return (null, "nothing has been run");
            yield break;
        }
        var (first, last) = (days[0], days[^1]);
        yield return Cover(reads, asOf, days);
        var tradingDays = reads.OfDays<TradingDay>(first, last, asOf);
        var net = tradingDays.Aggregate(Usd.Zero, (sum, day) => sum + day.Body.NetCost);
        var market = tradingDays.Aggregate(Usd.Zero, (sum, day) => sum + day.Body.CostAtMarket);
        yield return tradingDays.IsEmpty
            ? (null, "no day valued yet")
            : (net <= market, $"{Percent(net, market)} of the cost at market over {tradingDays.Length} days");
        var report = reads.OfDays<RiskReport>(days[Math.Max(0, days.Length - 7)], last, asOf).LastOrDefault();
        var breaches = report?.Body.Checks.Count(check => check.IsBreached) ?? 0;
        yield return report is null
            ? (null, "no risk report yet")
            : (breaches == 0, breaches == 0 ? $"no breach on {report.Body.Day}" : $"{breaches} breached on {report.Body.Day}");
        var settled = reads.OfDays<Reconciliation>(first, last, asOf).Length;
        yield return (settled == days.Length, $"{settled} of {days.Length} days reconciled");
    }

    private static (bool? IsMet, string Evidence) Cover(SupplyReads reads, AsOf asOf, ImmutableArray<OperatingDay> days)
    {
        for (var i = days.Length - 1; i >= Math.Max(0, days.Length - 7); i--)
        {
            var awards = reads.OfDay<Supply.Handoffs.Commitment.DayAheadAwards>(days[i], asOf);
            var bid = reads.OfDay<LoadBid>(days[i], asOf);
            if (awards is null || bid is null)
                continue;
            var asked = bid.Body.Demand.Values.Sum(mw => mw.Value);
            var cleared = awards.Body.Load.Values.Sum(mwh => mwh.Value);
            var share = asked == 0 ? 1 : cleared / asked;
            return (
                share >= 0.999m,
                $"{Shell.Show.Number(100 * share, 1)} % of the load bid cleared on {days[i]}; reserves are not modelled yet"
            );
        }
        return (null, "no awards yet");
    }

    private static string Percent(Usd part, Usd whole) =>
        whole == Usd.Zero ? "–" : $"{Shell.Show.Number(100 * part.Value / whole.Value, 0)} %";
}
