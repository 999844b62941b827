using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Disputes;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Variances;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>A problem of a day that may be disputed.</summary>
/// <param name="Problem">What differs and why.</param>
/// <param name="Deadline">Until when the ISO hears it; null when no rule says.</param>
/// <param name="Dispute">The dispute drawn up for it and not withdrawn; null when there is none.</param>
public sealed record DisputableProblem(VarianceProblem Problem, DisputeDeadline? Deadline, string? Dispute);

/// <summary>Disputes with the ISO, each a stream of facts: drawn up from a problem of the day's review, released by another person, filed
/// before its window closes, decided, and found on a later statement.</summary>
public sealed class DisputeBook(FactStore store)
{
    /// <summary>What the back office lets pass without a rule of its own: the cents of a line, and a dollar of a charge over the
    /// day.</summary>
    public static ImmutableArray<ToleranceRule> Tolerances { get; } = [new("", ReconcileDayInputs.RoundingOfALine, new(1), 0)];

    private readonly FactStreams<DisputeFact> disputes = new(store, "dispute/");

    /// <summary>Every dispute as of an instant, with where it stands.</summary>
    public ImmutableArray<(string Id, DisputeStanding Standing)> All(AsOf asOf, Instant clock) =>
        [.. disputes.All(asOf).Select(each => (each.Id, FoldDispute.Run(new(each.Facts, clock)).OrThrow()))];

    /// <summary>The facts of one dispute.</summary>
    /// <exception cref="RefusedException"><c>unknown-dispute</c>.</exception>
    public ImmutableArray<DisputeFact> History(string id, AsOf asOf) => disputes.Of(id, asOf) is { IsEmpty: false } facts ? facts
        : throw new RefusedException(new("unknown-dispute", $"There is no dispute {id}", id, "Look the id up (busbar dispute list)."));

    /// <summary>A day's differences gathered into problems, each with its deadline and the dispute that is open for it.</summary>
    /// <exception cref="RefusedException"><c>not-reconciled</c>.</exception>
    public (VarianceReview Review, ImmutableArray<DisputableProblem> Problems) Review(OperatingDay day, AsOf asOf)
    {
        var of = DayOf(day, asOf);
        var review = ReviewVariances.Run(new(of.Reconciliation, of.Shadow, DayAheadCodes(of.Market), Tolerances)).OrThrow();
        var open = All(asOf, Instant.MaxValue).Where(each => each.Standing.Claim.Day == day
            && each.Standing.Stage != DisputeStage.Withdrawn).ToList();
        return (review,
        [
            .. review.Items.Select(problem => new DisputableProblem(problem, (DeadlineOf(of, asOf) as Outcome<DisputeDeadline>.Done)?.Value,
                open.FirstOrDefault(each => each.Standing.Claim is var claim && claim.Code == problem.Code && claim.Asset == problem.Asset
                    && claim.Intervals.SequenceEqual(problem.Intervals)).Id)),
        ]);
    }

    /// <summary>Draws a dispute up from a problem of the day.</summary>
    /// <exception cref="RefusedException"><c>no-such-problem</c>, <c>already-disputed</c>; what <see cref="FindDeadline"/> and
    /// <see cref="FoldDispute"/> refuse; <c>duty</c>.</exception>
    public string Open(OperatingDay day, string code, string asset, VarianceCause? cause, Actor who, Instant at)
    {
        var (review, problems) = Review(day, AsOf.Latest);
        var found = problems.Where(each => each.Problem.Code == code && each.Problem.Asset == asset
            && (cause is null || each.Problem.Cause == cause)).ToList();
        var where = $"{day} {code} {asset}";
        if (found is not [var chosen])
            throw new RefusedException(new("no-such-problem", $"The review has {found.Count} such problems", where,
                "Name one: code, asset, and its cause when there are several (busbar dispute review --day DAY)."));
        if (chosen.Dispute is { } open)
            throw new RefusedException(new("already-disputed", $"{open} is drawn up for it", where, "Go on with that one."));
        var of = DayOf(day, AsOf.Latest);
        var claim = new DisputeClaim(of.Market, StatementIdOf(of), TypeOf(of.Iso), day, code, asset, chosen.Problem.Intervals,
            chosen.Problem.Ours, chosen.Problem.Iso, $"{chosen.Problem.Cause}: {chosen.Problem.Evidence}");
        return Open(new(at, who, claim, DeadlineOf(of, AsOf.Latest).OrThrow()), null);
    }

    /// <summary>Draws a dispute up from a charge of a statement that was kept, against our own determinants of the day; both amounts and
    /// the working of ours are kept with it.</summary>
    /// <exception cref="RefusedException"><c>no-such-problem</c>; what <see cref="FindDeadline"/> and <see cref="FoldDispute"/> refuse;
    /// <c>duty</c>.</exception>
    public string Open(MarketStatement statement, ChargedDay day, string code, Actor who, Instant at)
    {
        var (claim, lines) = ClaimOnStatement.Of(statement, day, code, at);
        var deadline = FindDeadline.Run(new SettlementDates(store).InputsOf(day.Calendar, day.Day, statement.StatementType,
            statement.PublishedAt, AsOf.Latest)).OrThrow();
        return Open(new(at, who, claim, deadline), lines);
    }

    private string Open(DisputeOpened opened, DisputedLines? lines)
    {
        FoldDispute.Run(new([opened], opened.At)).OrThrow();
        var id = string.Create(CultureInfo.InvariantCulture, $"D-{disputes.Count + 1:D6}");
        using var batch = store.Begin(opened.By, new RunId($"dispute/{id}"));
        if (lines is not null) batch.PutDocument(new(nameof(DisputedLines), id), lines, opened.At);
        batch.Append<object>($"dispute/{id}", 0, nameof(DisputeOpened), opened, opened.At);
        batch.Commit();
        return id;
    }

    /// <summary>Adds what happened to a dispute.</summary>
    /// <exception cref="RefusedException">What <see cref="FoldDispute"/> refuses; <c>duty</c>, <c>four-eyes</c>.</exception>
    public DisputeStanding Add(string id, DisputeFact fact)
    {
        var facts = History(id, AsOf.Latest);
        var standing = FoldDispute.Run(new(facts.Add(fact), fact.At)).OrThrow();
        disputes.Append(id, facts.Length, fact.By, each => each.At, fact);
        return standing;
    }

    /// <summary>The evidence that goes out with a dispute.</summary>
    public EvidencePack Evidence(string id, AsOf asOf)
    {
        var opened = (DisputeOpened)History(id, asOf)[0];
        var calendar = MarketCalendar.Named(opened.Claim.Market);
        return BuildEvidence.Run(new(calendar, opened.Claim, opened.Deadline, LinesOf(id, asOf))).OrThrow();
    }

    /// <summary>The intervals of a dispute, both amounts of each and the working of ours.</summary>
    public ImmutableArray<DisputedLine> LinesOf(string id, AsOf asOf)
    {
        if (store.ReadDocument<DisputedLines>(new(nameof(DisputedLines), id), asOf) is { } kept) return kept.Body.Lines;
        var opened = (DisputeOpened)History(id, asOf)[0];
        var (claim, of, calendar) = (opened.Claim, DayOf(opened.Claim.Day, new(opened.At)), MarketCalendar.Named(opened.Claim.Market));
        var variances = of.Reconciliation.Variances.Where(each => each.Code == claim.Code && each.Asset == claim.Asset)
            .ToLookup(each => each.Interval);
        return
        [
            .. claim.Intervals.Select(interval => new DisputedLine(interval, Sum(variances[interval], each => each.Shadow),
                Sum(variances[interval], each => each.Iso), WorkingOf(claim, calendar.HourEndingOf(interval.Start), new(opened.At)))),
        ];
    }

    /// <summary>The working of our line; what the ISO billed without any line of ours has none.</summary>
    private Explain WorkingOf(DisputeClaim claim, HourEnding label, AsOf asOf) =>
        Explanations.Of(store, "settlement", $"{claim.Day}/{claim.Code}/{claim.Asset}/HE{label}", asOf) switch
        {
            Outcome<Explain>.Refused { Refusal.Code: "unknown-key" } => Explain.Leaf(
                $"{claim.Code} of {claim.Asset}, HE{label}", "0", "USD", "our statement has no such line"),
            var working => working.OrThrow(),
        };

    private Disputable DayOf(OperatingDay day, AsOf asOf)
    {
        var reads = new SupplyReads(store);
        return reads.Profile(asOf) is { } profile && reads.OfDay<ShadowStatement>(day, asOf)?.Body is { } shadow
            && reads.OfDay<IsoStatement>(day, asOf)?.Body is { } iso && reads.OfDay<Reconciliation>(day, asOf)?.Body is { } reconciliation
            ? new(profile.Market, shadow, iso, reconciliation)
            : throw new RefusedException(new("not-reconciled", "No statement of the day is reconciled at that time", $"{day}",
                $"Run the day (busbar run --from {day} --to {day})."));
    }

    private Outcome<DisputeDeadline> DeadlineOf(Disputable of, AsOf asOf) => FindDeadline.Run(new SettlementDates(store).InputsOf(
        MarketCalendar.Named(of.Market), of.Iso.Day, TypeOf(of.Iso), of.Iso.PublishedAt, asOf));

    private static StatementType TypeOf(IsoStatement iso) =>
        Enum.TryParse<StatementType>(iso.StatementType.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var type)
            ? type : StatementType.Initial;

    private static string StatementIdOf(Disputable of) => $"{of.Market} {of.Iso.Day} {of.Iso.StatementType}";

    private static ImmutableHashSet<string> DayAheadCodes(string market) => [.. ChargeCodes.Of(market)
        .Where(code => code.Booking is ChargeBooking.DayAheadEnergy or ChargeBooking.DayAhead).Select(code => code.Code)];

    private static Usd Sum(IEnumerable<Variance> lines, Func<Variance, Usd> of) =>
        lines.Aggregate(Usd.Zero, (sum, line) => sum + of(line));

    private sealed record Disputable(string Market, ShadowStatement Shadow, IsoStatement Iso, Reconciliation Reconciliation);
}
