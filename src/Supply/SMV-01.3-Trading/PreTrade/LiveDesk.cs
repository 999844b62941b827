using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>What a ticket brings by itself: its cells at the marks and its profit in each scenario, by delta and gamma.</summary>
internal sealed record DealRisk(TradeTicket Ticket, ImmutableArray<PositionCell> Cells, double[] Profits)
{
    /// <summary>What it would let the counterparty owe: its gain at the marks and its 95 % gain over the scenarios, neither below
    /// nothing.</summary>
    public double Owed => Math.Max(0, Cells.Sum(cell => cell.ValueUsd))
        + Math.Max(0, Quantile.Of(Profits, LiveDesk.Level, QuantileMethod.InverseDistribution));
}

/// <summary>What a change of a deal takes out of the desk and brings into it.</summary>
internal sealed record DealEffect(DealRisk? Out, DealRisk? In)
{
    /// <summary>What it adds to what the new counterparty could owe, never below nothing: whether a gain may be set off is the master's
    /// matter and comes with the next exposure. What stood is counted against it only where both say the same but for quantity, price and
    /// days.</summary>
    public double Owed => In is null ? 0 : Math.Max(0, In.Owed - (Out is not null && IsAlike(Out.Ticket, In.Ticket) ? Out.Owed : 0));

    private static bool IsAlike(TradeTicket one, TradeTicket other) => one.Counterparty == other.Counterparty
        && one.Terms.GetType() == other.Terms.GetType() && one.Terms.Side == other.Terms.Side && one.Terms.Location == other.Terms.Location;
}

/// <summary>The desk as it stands between two closes: the close, and every change since added to it, each in about a millisecond. Not for
/// use by two threads at once.</summary>
internal sealed class LiveDesk(LastClose close, Instant clock)
{
    /// <summary>Value at risk and potential exposure before a deal are at 95 %.</summary>
    public const double Level = 0.95;

    private readonly Dictionary<RiskFactor, int> factors = close.Scenarios!.Factors.Select((factor, at) => (factor, at))
        .ToDictionary(each => each.factor, each => each.at);
    private readonly Dictionary<string, double[]> profits = close.Scenarios.Books.ToDictionary(each => each.Book,
        each => each.Profits.ToArray());
    private readonly Dictionary<(string, Commodity, OperatingDay, PeakBlock), double> held = close.Position!.Cells.GroupBy(KeyOf)
        .ToDictionary(cells => cells.Key, cells => cells.Sum(Held));
    private readonly Dictionary<string, double> owed = [];
    private PositionBook? prices;
    private OperatingDay lastDay;

    /// <summary>Adds what changed since the close, or says why one of the changes cannot be valued.</summary>
    public Refusal? Catch(ImmutableArray<DealChange> since)
    {
        foreach (var change in since)
        {
            var effect = EffectOf(change);
            if (effect is Outcome<DealEffect>.Refused refused) return refused.Refusal;
            Apply(effect.OrThrow());
        }
        return null;
    }

    /// <summary>What a change would do. Refused when a price, a volatility or a scenario is missing.</summary>
    public Outcome<DealEffect> EffectOf(DealChange change)
    {
        DealRisk? before = null, after = null;
        foreach (var (ticket, isAfter) in new[] { (change.Before, false), (change.After, true) })
        {
            if (ticket is null) continue;
            var cells = PricesUntil(ticket.Terms.LastDay).Alone(new(change.Id, 1, TradeStatus.Captured, ticket, clock, clock));
            if (cells is Outcome<ImmutableArray<PositionCell>>.Refused unpriced) return unpriced.Refusal;
            if (RefuseFactors(cells.OrThrow()) is { } unknown) return unknown;
            var risk = new DealRisk(ticket, cells.OrThrow(), ProfitsOf(cells.OrThrow()));
            (before, after) = isAfter ? (before, risk) : (risk, after);
        }
        return new DealEffect(before, after);
    }

    /// <summary>Lets a change count in what comes after it.</summary>
    public void Apply(DealEffect effect)
    {
        foreach (var (risk, sign) in new[] { (effect.Out, -1), (effect.In, 1) })
        {
            if (risk is null) continue;
            foreach (var cell in risk.Cells) held[KeyOf(cell)] = held.GetValueOrDefault(KeyOf(cell)) + sign * Held(cell);
            profits[risk.Ticket.Book] = [.. ProfitsOf(risk.Ticket.Book).Zip(risk.Profits, (one, other) => one + sign * other)];
        }
        if (effect.In is { Ticket.Counterparty: var counterparty }) owed[counterparty] = OwedSince(counterparty) + effect.Owed;
    }

    /// <summary>What a book makes in each scenario.</summary>
    public double[] ProfitsOf(string book) => profits.TryGetValue(book, out var own) ? own : new double[close.Scenarios!.Moves.Length];

    /// <summary>What a book holds of a month and block, all locations together; options at their delta.</summary>
    public double HeldOf(PositionCell cell) => held.GetValueOrDefault(KeyOf(cell));

    /// <summary>What deals since the close could let a counterparty owe.</summary>
    public double OwedSince(string counterparty) => owed.GetValueOrDefault(counterparty);

    /// <summary>What counts as held: volume, and options at their delta.</summary>
    public static double Held(PositionCell cell) => cell.Contracted != 0 && cell.Delta == 0 ? cell.Contracted : cell.Delta;

    private static (string, Commodity, OperatingDay, PeakBlock) KeyOf(PositionCell cell) =>
        (cell.Book, cell.Commodity, cell.Month, cell.Block);

    private PositionBook PricesUntil(OperatingDay day)
    {
        if (prices is not null && day.CompareTo(lastDay) <= 0) return prices;
        lastDay = day;
        return prices = new(new(clock, close.Marks, close.Volatilities, []), day);
    }

    /// <summary>Each price that the deal moves with must be one that the scenarios move.</summary>
    private Refusal? RefuseFactors(ImmutableArray<PositionCell> deal) =>
        deal.FirstOrDefault(cell => cell.Delta != 0 && !factors.ContainsKey(FactorOf(cell))) is { } cell
            ? new("missing-factor", $"The scenarios do not move {cell.Commodity} at {cell.Location} for {cell.Month}, {cell.Block}",
                "risk scenarios", "Have risk add the factor.")
            : null;

    private static RiskFactor FactorOf(PositionCell cell) => new(cell.Commodity, cell.Location, cell.Month, cell.Block);

    private double[] ProfitsOf(ImmutableArray<PositionCell> deal)
    {
        var cells = deal.Where(cell => cell.Delta != 0).Select(cell => (At: factors[FactorOf(cell)], cell.Delta, cell.Gamma)).ToArray();
        var made = new double[close.Scenarios!.Moves.Length];
        for (var i = 0; i < made.Length; i++)
        {
            var moves = close.Scenarios.Moves[i];
            foreach (var (at, delta, gamma) in cells) made[i] += moves[at] * (delta + gamma * moves[at] / 2);
        }
        return made;
    }
}
