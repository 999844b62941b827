using System.Collections.Immutable;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Forecasting;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>The gates around which nothing may change.</summary>
public sealed record FreezeRule(ImmutableArray<FreezeGate> Gates);

/// <summary>Every time in which weather or trouble on the grid forbade changes, the latest last.</summary>
public sealed record StormLog(ImmutableArray<StormMode> Storms);

/// <summary>Planned maintenance as it stands.</summary>
/// <param name="Window">As planned, with who let it.</param>
/// <param name="Cancelled">Why it does not take place; null while it does.</param>
public sealed record HeldWindow(MaintenanceWindow Window, string? Cancelled, ImmutableArray<WindowFact> Facts);

/// <summary>Maintenance, freezes and storms. What is approved is left out of uptime, silences alerts and is announced.</summary>
public sealed class WindowBook(FactStore store, IClock clock)
{
    private const string Prefix = "window/";
    private static readonly Duration beforeGate = Duration.FromHours(2), afterGate = Duration.FromMinutes(30);
    private readonly FactStreams<WindowFact> streams = new(store, Prefix);

    /// <summary>Every window as of an instant.</summary>
    public ImmutableArray<HeldWindow> All(AsOf asOf) => [.. streams.All(asOf).Select(each => Fold(each.Facts))];

    /// <summary>The gates in force: what the house says, else the market's day-ahead close.</summary>
    public FreezeRule Freeze(AsOf asOf) => store.ReadDocument<FreezeRule>(new(nameof(FreezeRule), Kinds.Current), asOf)?.Body
        ?? new([.. Market(asOf) is { } market ? new[] { GateOf(market, asOf) } : []]);

    /// <summary>Storm modes as of an instant.</summary>
    public ImmutableArray<StormMode> Storms(AsOf asOf) =>
        store.ReadDocument<StormLog>(new(nameof(StormLog), Kinds.Current), asOf)?.Body.Storms ?? [];

    /// <summary>Approved maintenance that touches a period.</summary>
    public ImmutableArray<MaintenanceSpan> Spans(Instant from, Instant to, AsOf asOf) => ListMaintenance.Run(
        new([.. All(asOf).Where(each => each.Cancelled is null).Select(each => each.Window)], from, to)).OrThrow();

    /// <summary>What is silenced at a clock.</summary>
    public ImmutableArray<AlertSilence> Silences(Instant at) =>
        ListMaintenance.SilencesOf(Spans(at, at + Duration.Epsilon, AsOf.Latest));

    /// <summary>Plans maintenance; its first time is held against the freeze.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">What <see cref="CheckChangeWindow"/> and <see cref="ListMaintenance"/> refuse;
    /// <c>duty</c>.</exception>
    public string Plan(MaintenanceWindow window, Actor who)
    {
        var planned = window with { Id = $"MNT-{streams.Count + 1}", RequestedBy = who.Name, ApprovedBy = null };
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.Zone)
            ?? throw new RefusedException(new("unknown-zone", $"'{window.Zone}' is no time zone", planned.Id, "Use an IANA name."));
        var first = window.Start.InZoneLeniently(zone).ToInstant();
        ListMaintenance.Run(new([planned], first, first + Duration.FromDays(1))).OrThrow();
        CheckChangeWindow.Run(new(planned.Id, ChangeKind.Normal, window.Services, first, first + window.Length, Freeze(AsOf.Latest).Gates,
            Storms(AsOf.Latest))).OrThrow();
        streams.Append(planned.Id, 0, who, fact => fact.At, new WindowPlanned(clock.GetCurrentInstant(), who, planned));
        return planned.Id;
    }

    /// <summary>Lets it take place.</summary>
    /// <exception cref="RefusedException"><c>unknown-window</c>, <c>already-approved</c>, <c>cancelled</c>; <c>duty</c>,
    /// <c>four-eyes</c>.</exception>
    public void Approve(string id, Actor who)
    {
        var held = Find(id);
        if (held.Window.ApprovedBy is { } by) throw Out("already-approved", $"{by} has approved it", id);
        Add(held, who, new WindowApproved(clock.GetCurrentInstant(), who));
    }

    /// <summary>Calls it off.</summary>
    /// <exception cref="RefusedException"><c>unknown-window</c>, <c>cancelled</c>; <c>duty</c>.</exception>
    public void Cancel(string id, Actor who, string why) => Add(Find(id), who, new WindowCancelled(clock.GetCurrentInstant(), who, why));

    /// <summary>Puts other gates in their place.</summary>
    /// <exception cref="RefusedException">What <see cref="CheckChangeWindow"/> refuses of a gate; <c>duty</c>.</exception>
    public void Keep(FreezeRule rule, Actor who, Instant at)
    {
        CheckChangeWindow.Run(new("freeze rule", ChangeKind.Emergency, [], at, at + Duration.FromMinutes(1), rule.Gates, [])).OrThrow();
        using var batch = store.Begin(who, new RunId("freeze rule"));
        batch.PutDocument(new(nameof(FreezeRule), Kinds.Current), rule, at);
        batch.Commit();
    }

    /// <summary>Begins storm mode, or ends the one that is on.</summary>
    /// <exception cref="RefusedException"><c>storm-on</c>, <c>no-storm</c>; <c>duty</c>.</exception>
    public void Storm(bool isOn, Actor who, string why)
    {
        var (storms, now) = (Storms(AsOf.Latest), clock.GetCurrentInstant());
        var isRaging = storms is [.., { To: null }];
        if (isOn && isRaging) throw Out("storm-on", "Storm mode is on already", "storm");
        if (!isOn && !isRaging) throw Out("no-storm", "Storm mode is not on", "storm");
        StormLog log = new(isOn ? storms.Add(new(now, null, who.Name, why)) : storms.SetItem(storms.Length - 1,
            storms[^1] with { To = now }));
        using var batch = store.Begin(who, new RunId("storm mode"));
        batch.PutDocument(new(nameof(StormLog), Kinds.Current), log, now);
        batch.Commit();
    }

    private void Add(HeldWindow held, Actor who, WindowFact fact)
    {
        if (held.Cancelled is { } why) throw Out("cancelled", $"It was called off: {why}", held.Window.Id);
        streams.Append(held.Window.Id, held.Facts.Length, who, each => each.At, fact);
    }

    private HeldWindow Find(string id) => streams.Of(id, AsOf.Latest) is { IsEmpty: false } facts ? Fold(facts)
        : throw Out("unknown-window", $"There is no maintenance {id}", id);

    private static RefusedException Out(string code, string what, string where) => new(new(code, what, where, "Look at the list."));

    private static HeldWindow Fold(ImmutableArray<WindowFact> facts) => new(
        ((WindowPlanned)facts[0]).Window with { ApprovedBy = facts.OfType<WindowApproved>().FirstOrDefault()?.By.Name },
        facts.OfType<WindowCancelled>().FirstOrDefault()?.Why, facts);

    private MarketCalendar? Market(AsOf asOf) => new SupplyReads(store).Profile(asOf) is { } us ? Markets.CalendarOf(us) : null;

    /// <summary>The day-ahead close of the utility's market, every day from the first of this year on.</summary>
    private FreezeGate GateOf(MarketCalendar market, AsOf asOf)
    {
        var day = OperatingDay.Of(ReadClock.Of(asOf).InUtc().Year, 1, 2);
        var local = market.OnClock(DayAheadGate.Of(market, day)).LocalDateTime;
        return new($"{market.Name} day-ahead close", MarketHours.Of(market, []).Zone.Id, local, "FREQ=DAILY", [], beforeGate, afterGate,
            []);
    }
}
