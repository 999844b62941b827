using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Trading.Curves;

/// <summary>Why quotes make no curve.</summary>
internal static class CurveRefusals
{
    /// <summary>The first fault of the quotes one by one, or null.</summary>
    public static Refusal? Find(BuildCurveInputs inputs) =>
        inputs.Quotes.IsEmpty
            ? new("no-quotes", "there is no quote to build on", inputs.Location, "Give at least one quote of the location.")
            : OfQuotes(inputs.Commodity, inputs.Location, inputs.MarkDay, inputs.Quotes) ?? OfPrior(inputs);

    /// <summary>The first quote that is none of a curve's location, unit and future, or is there twice.</summary>
    public static Refusal? OfQuotes(Commodity commodity, string location, OperatingDay markDay, ImmutableArray<ForwardQuote> quotes) =>
        quotes.Select(quote => OfQuote(commodity, location, markDay, quote)).FirstOrDefault(refusal => refusal is not null)
            ?? Duplicate(quotes);

    public static Refusal NoHours(ForwardQuote quote) => new("no-hours", $"{quote.Id} has no hour of its blocks left to deliver", quote.Id,
        "Leave it out.");

    public static Refusal Contradiction(ImmutableArray<ForwardQuote> quotes, QuoteSystem.Dependent dependent)
    {
        var quote = quotes[dependent.Quote];
        var others = string.Join(", ",
            dependent.On.Select(i => FormattableString.Invariant($"{quotes[i].Id} at {quotes[i].Price:0.####}")));
        var (theirs, apart) = (quote.Price - dependent.Apart, Math.Abs(dependent.Apart));
        return new("contradictory-quotes",
            FormattableString.Invariant($"{quote.Id} at {quote.Price:0.####} cannot be: {others} give {theirs:0.####}, ")
                + FormattableString.Invariant($"{apart:0.####} {quote.Unit} apart"), quote.Id, "Correct or drop one of the quotes named.");
    }

    public static Refusal Hole(CurveGrid grid, int cell) => new("curve-has-hole", $"no quote covers {grid.NameOf(cell)}", grid.NameOf(cell),
        "Add a quote that covers it, or ask for it to be filled from a named prior curve.");

    public static Refusal PriorTooShort(ForwardCurve prior, string cell) => new("prior-too-short",
        $"the prior curve ({prior.Basis}) has no month of that name and block", cell, "Give a prior of at least a year, or none.");

    private static Refusal? OfQuote(Commodity commodity, string location, OperatingDay markDay, ForwardQuote quote)
    {
        var unit = commodity == Commodity.Fuel ? "USD/MMBtu" : "USD/MWh";
        var blocks = CurveGrid.BlocksOf(commodity);
        if (quote.Location != location)
            return new("other-location", $"{quote.Id} is of {quote.Location}, the curve of {location}", quote.Id,
                "Build one curve a location.");
        if (quote.Unit != unit)
            return new("wrong-unit", $"{quote.Id} is in {quote.Unit}, the curve in {unit}", quote.Id,
                "Convert the quote, or correct its unit.");
        if (!double.IsFinite(quote.Price))
            return new("not-a-price", FormattableString.Invariant($"{quote.Id} is quoted at {quote.Price}"), quote.Id,
                "Get the quote again.");
        if (quote.LastDay.Date <= markDay.Date)
            return new("past-quote", $"{quote.Id} delivers until {quote.LastDay}, and the mark is of {markDay}", quote.Id, "Leave it out.");
        if (quote.FirstDay.Date <= markDay.Date)
            return new("term-has-begun", $"{quote.Id} delivers from {quote.FirstDay}, and the mark is of {markDay}", quote.Id,
                "Quote what is left: the balance of the month from the day after the mark.");
        if (!CurveGrid.IsWholeTerm(markDay, quote))
            return new("odd-term", $"{quote.Id} delivers from {quote.FirstDay} to {quote.LastDay}", quote.Id,
                "Quote whole months, or the balance of the month from the day after the mark.");
        return quote.Blocks.IsDefaultOrEmpty || quote.Blocks.Distinct().Count() < quote.Blocks.Length || quote.Blocks.Except(blocks).Any()
            ? new("odd-blocks", $"{quote.Id} names no block, one twice, or one that is not traded here", quote.Id,
                $"Name some of {string.Join(", ", blocks)}, each once.")
            : null;
    }

    private static Refusal? Duplicate(ImmutableArray<ForwardQuote> quotes)
    {
        var twice = quotes.GroupBy(quote => (quote.FirstDay, quote.LastDay, string.Join(',', quote.Blocks.Order())))
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? null
            : new("duplicate-quote",
                string.Join(" and ", twice.Select(quote => FormattableString.Invariant($"{quote.Id} at {quote.Price}")))
                    + " are quotes of the same delivery", twice.Last().Id, "Keep one quote of each delivery.");
    }

    private static Refusal? OfPrior(BuildCurveInputs inputs)
    {
        if (inputs.Prior is null)
            return inputs.FillHoles
                ? new("no-prior", "holes are to be filled, and no prior curve is given", inputs.Location,
                    "Name the curve to fill them from.")
                : null;
        return (inputs.Prior.Commodity == Commodity.Fuel) == (inputs.Commodity == Commodity.Fuel)
            ? null
            : new("wrong-unit", $"the prior curve prices {inputs.Prior.Commodity}, the curve {inputs.Commodity}", inputs.Location,
                "Give a prior of the same commodity.");
    }
}
