using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Alerts;

/// <summary>A breach of a data contract and the incident it may belong to.</summary>
/// <param name="Open">The open ticket of <see cref="ReceiveBreach.KeyOf"/>; null when there is none.</param>
public sealed record ReceiveBreachInputs(ContractBreach Breach, Ticket? Open, string NewId, string Queue, DeskRules Rules, Instant Now);

/// <summary>One data incident a dataset and contract while it is open. It names the megawatts and dollars that read the data, and after
/// repair what has to be made anew; it is resolved on its own only where nothing read the data.</summary>
public static class ReceiveBreach
{
    /// <summary>The key under which a breach has its ticket.</summary>
    public static string KeyOf(ContractBreach breach) => $"contract:{breach.Dataset}:{breach.Contract}";

    /// <summary>What is added. Finds <c>end-without-incident</c>.</summary>
    public static Outcome<AlertDecision> Run(ReceiveBreachInputs inputs)
    {
        var (breach, now) = (inputs.Breach, inputs.Now);
        return (breach.Ended, inputs.Open) switch
        {
            (null, null) => Opened(inputs),
            (null, { } open) => IsSame(open.Breach, breach) ? AlertDecision.Nothing : new AlertDecision(open.Id, Stated(inputs)),
            (_, null) => Outcome.Of(AlertDecision.Nothing, [new("end-without-incident", Severity.Note,
                "The breach ended and no open incident has it", $"dataset {breach.Dataset}", "opened nothing")]),
            ({ } ended, { } open) => new AlertDecision(open.Id, Ended(breach, Instant.Max(Instant.Min(ended, now), open.Opened.At))),
        };
    }

    private static AlertDecision Opened(ReceiveBreachInputs inputs)
    {
        var (breach, now) = (inputs.Breach, inputs.Now);
        return new(inputs.NewId,
        [
            new TicketOpened(now, Actor.Engine, TicketKind.DataIncident, Channel.Alert, "",
                $"{breach.Dataset} does not keep its contract: {AtStake(breach)}", Body(breach), "", breach.Dataset, inputs.Queue,
                    KeyOf(breach)),
            new ImpactStated(now, Actor.Engine, Instant.Min(breach.Began, now)),
            .. Stated(inputs),
        ]);
    }

    private static ImmutableArray<TicketFact> Stated(ReceiveBreachInputs inputs)
    {
        var (breach, now, usd) = (inputs.Breach, inputs.Now, inputs.Breach.UsdTouched ?? 0);
        var impact = usd >= inputs.Rules.UsdWide ? 1 : usd >= inputs.Rules.UsdMiddling ? 2 : 3;
        return
        [
            new BreachStated(now, Actor.Engine, breach.Dataset, breach.Contract, breach.Rules, breach.MwTouched, breach.UsdTouched,
                breach.Readers),
            .. inputs.Rules.Judge(impact, 1, now, Actor.Engine),
        ];
    }

    private static ImmutableArray<TicketFact> Ended(ContractBreach breach, Instant at) => breach.Readers.IsEmpty
        ? [new BreachEnded(at, Actor.Engine),
            new TicketResolved(at, Actor.Engine, ResolutionCode.Recovered,
                "The data keep their contract again; nothing read them meanwhile.")]
        : [new BreachEnded(at, Actor.Engine), new TicketNoted(at, Actor.Engine, string.Join('\n',
            breach.Readers.Select(each => $"1. {each}").Prepend("The data keep their contract again. To be made anew, in this order:")))];

    private static bool IsSame(BreachStated? stated, ContractBreach breach) => stated is not null
        && (stated.MwTouched, stated.UsdTouched) == (breach.MwTouched, breach.UsdTouched)
        && stated.Rules.SequenceEqual(breach.Rules) && stated.Readers.SequenceEqual(breach.Readers);

    private static string AtStake(ContractBreach breach) => (breach.MwTouched, breach.UsdTouched) switch
    {
        (null, null) => "nothing read it yet",
        ({ } mw, null) => string.Create(CultureInfo.InvariantCulture, $"{mw:0.###} MW"),
        (null, { } usd) => string.Create(CultureInfo.InvariantCulture, $"{usd:0.00} USD"),
        ({ } mw, { } usd) => string.Create(CultureInfo.InvariantCulture, $"{mw:0.###} MW, {usd:0.00} USD"),
    };

    private static string Body(ContractBreach breach) => string.Join('\n',
    [
        $"Contract {breach.Contract}, since {breach.Began}. Rules that failed: {string.Join(", ", breach.Rules)}.",
        $"At stake: {AtStake(breach)}.",
        .. breach.Readers.Select(reader => $"- read by {reader}"),
    ]);
}
