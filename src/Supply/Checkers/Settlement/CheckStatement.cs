using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Checkers.Settlement;

/// <summary>Recomputes a statement from its determinants by other routes than the settlement takes, and says where the two part. It shares
/// no code with the settlement. Three routes: every line against its determinants; each asset-hour as cleared energy at the DA LMP plus
/// deviation at the RT LMP (within the market's rounding of LMPs); each charge total as Σ RT·p − Σ DA·p over the day's determinants, never
/// over the lines.</summary>
public static class CheckStatement
{
    /// <summary>What is wrong; empty when the statement holds. Findings are errors, codes in the README.</summary>
    public static ImmutableArray<Finding> Run(CheckStatementInputs inputs)
    {
        if (inputs.Statement.Day != inputs.Day)
            return [Wrong("statement-of-another-day", $"The statement is of {inputs.Statement.Day}, the determinants are of {inputs.Day}",
                $"{inputs.Day}")];
        var codes = CodesOfMarket.Of(inputs.Calendar.Name);
        var expected = new Expectations(inputs, codes);
        return [.. LinesAsExpected(inputs, expected), .. AssetHoursAtLmp(inputs, codes), .. TotalsFromDeterminants(inputs, expected)];
    }

    private static IEnumerable<Finding> LinesAsExpected(CheckStatementInputs inputs, Expectations expected)
    {
        var waiting = expected.Lines.ToDictionary();
        foreach (var line in inputs.Statement.Lines)
        {
            var where = $"{line.Code}/{line.Asset}/{line.Interval}";
            if (!waiting.Remove((line.Code, line.Asset, line.Interval.Start, line.Interval.End), out var wanted))
            {
                yield return Wrong("line-not-expected", "The line follows from no determinant, or stands twice", where, line.Interval);
                continue;
            }
            if (line.Quantity.Value != wanted.Quantity)
                yield return Wrong("quantity-differs", $"The line has {line.Quantity}, the determinants give {wanted.Quantity}", where,
                    line.Interval);
            if (line.Rate.Value != wanted.Price)
                yield return Wrong("price-differs", $"The line has {line.Rate}, the determinants give {wanted.Price}", where,
                    line.Interval);
            if (line.Amount.Value != wanted.Quantity * wanted.Price)
                yield return Wrong("amount-differs", $"The line has {line.Amount}, the determinants give {wanted.Quantity * wanted.Price}",
                    where, line.Interval);
            if (line.Location != wanted.Location)
                yield return Wrong("location-differs", $"The line is at {line.Location}, the determinants at {wanted.Location}", where,
                    line.Interval);
        }
        foreach (var (code, asset, start, end) in waiting.Keys)
            yield return Wrong("line-missing", "The determinants give a line that the statement lacks", $"{code}/{asset}",
                new DeliveryInterval(start, end));
    }

    private static IEnumerable<Finding> AssetHoursAtLmp(CheckStatementInputs inputs, CodesOfMarket codes)
    {
        var prices = inputs.Locations.ToDictionary(location => location.Location);
        var billed = inputs.Statement.Lines.Where(line => codes.IsEnergySettlement(line.Code))
            .GroupBy(line => (line.Asset, line.Interval.Start))
                .ToDictionary(group => group.Key, group => group.Sum(line => line.Amount.Value));
        foreach (var asset in inputs.Assets)
            for (var i = 0; i < asset.DayAhead.Count; i++)
            {
                var at = prices[asset.Location];
                var interval = asset.DayAhead.IntervalAt(i);
                var deviation = asset.RealTime.At(interval.Start) - asset.DayAhead[i];
                var byLmp = asset.DayAhead[i] * at.DaLmp.At(interval.Start) + deviation * at.RtLmp.At(interval.Start);
                var allowed = codes.LmpRounding * (Math.Abs(asset.DayAhead[i]) + Math.Abs(deviation));
                var difference = billed.GetValueOrDefault((asset.Asset, interval.Start)) - byLmp;
                if (Math.Abs(difference) > allowed)
                    yield return Wrong("hour-off-lmp", $"The hour's lines are {difference} USD off energy at the LMP, allowed {allowed}",
                        $"{asset.Asset}/{interval}", interval);
            }
    }

    private static IEnumerable<Finding> TotalsFromDeterminants(CheckStatementInputs inputs, Expectations expected)
    {
        var stated = inputs.Statement.Totals.ToLookup(total => total.Code);
        var sum = 0m;
        foreach (var (code, amount) in expected.Totals)
        {
            sum += decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
            if (stated[code].Count() != 1)
                yield return Wrong("total-missing", $"Charge {code} has {stated[code].Count()} totals, not 1", code);
            foreach (var total in stated[code])
            {
                if (total.Exact.Value != amount)
                    yield return Wrong("total-differs", $"Charge {code} is stated as {total.Exact}, the determinants give {amount}", code);
                if (total.Billed.Value != decimal.Round(amount, 2, MidpointRounding.AwayFromZero))
                    yield return Wrong("cents-differ", $"Charge {code} is billed {total.Billed}, the determinants give {amount}", code);
            }
        }
        foreach (var code in stated.Select(group => group.Key).Where(code => !expected.Totals.ContainsKey(code)))
            yield return Wrong("total-not-expected", $"The determinants give no charge {code}", code);
        if (inputs.Statement.Total.Value != sum)
            yield return Wrong("grand-total-differs", $"The statement totals {inputs.Statement.Total}, the determinants give {sum}",
                $"{inputs.Day}");
    }

    private static Finding Wrong(string code, string what, string where, DeliveryInterval? interval = null) =>
        new(code, Severity.Error, what, where, "Nothing was changed; settle the day again and compare.", interval);
}
