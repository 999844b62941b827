using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Checking;

/// <summary>Faults to plant into a right statement, one at a time. Those of lines are planted with totals brought up to date, those of
/// determinants by settling the spoiled ones, so that the statement agrees with itself.</summary>
internal sealed class PlantedFault(ChargedDay day, ShadowStatement right, Random random)
{
    public static ImmutableArray<(string Kind, Func<PlantedFault, ShadowStatement?> Plant)> Kinds { get; } =
    [
        ("hour dropped", fault => fault.HourDropped()),
        ("line doubled", fault => fault.LineDoubled()),
        ("sign of a line", fault => fault.Line(line => Money(line, -line.Quantity.Value, line.Rate.Value))),
        ("sign of a whole charge", fault => fault.Charge(line => Money(line, -line.Quantity.Value, line.Rate.Value))),
        ("price of another interval", fault => fault.PriceOfAnother()),
        ("prices a step late", fault => fault.Spoiled(name => name.Contains("price") || name.EndsWith("SPP", StringComparison.Ordinal),
            values => [values[^1], .. values[..^1]])),
        ("rule of another date", fault => fault.OldRule()),
        ("a cent on a charge", fault => fault.Total(total => total with { Billed = total.Billed + new Usd(0.01m) })),
        ("a cent on a line", fault => fault.Line(line => line with { Amount = line.Amount + new Usd(0.01m) })),
        ("subjects swapped", fault => fault.SubjectsSwapped()),
        ("line at another location", fault => fault.Line(line => line with { Location = $"{line.Location} annex" })),
        ("prices of another location", fault => fault.PricesOfAnotherLocation()),
        ("day of twenty-four hours", fault => fault.TwentyFourHours()),
        ("component left out", fault => fault.ComponentLeftOut()),
        ("shorter intervals as hours", fault => fault.AsHours()),
        ("share off", fault => fault.Spoiled(name => name.Contains(" of PJM") || name.Contains(" of the reserve zone")
            || name.Contains(" of the zone"), values => [.. values.Select(value => value * 1.001m)])),
        ("total not the sum", fault => fault.Total(total => total with { Exact = total.Exact + new Usd(0.0001m) })),
        ("rounded by the line", fault => fault.Charge(line => line with { Amount = line.Amount.ToCents() })),
        ("grand total off by a cent", fault => fault.GrandTotalOff()),
        ("charge without total", fault => fault.TotalDropped()),
        ("line of a stranger", fault => fault.Line(line => line with { Asset = "stranger" })),
        ("line a little late", fault => fault.Line(line => line with
        {
            Interval = new(line.Interval.Start + Duration.FromMinutes(1), line.Interval.End + Duration.FromMinutes(1)),
        })),
        ("megawatts for megawatt hours", fault => fault.Line(line => line with
        {
            Quantity = new(line.Quantity.Value, "MW"), Rate = new(line.Rate.Value, "MW"),
        })),
        ("quantity doubled, rate halved", fault => fault.Line(line => Money(line, 2 * line.Quantity.Value, line.Rate.Value / 2))),
        ("cleared energy not taken off", fault => fault.Spoiled(name => name is "DA MWh" or "DAEP MWh", values =>
            [.. values.Select(_ => 0m)])),
    ];

    private ShadowStatement? HourDropped()
    {
        var line = Any();
        return line.Interval.Length.TotalHours > 1 ? null : Restated([.. right.Lines.Where(one => one.Code != line.Code
            || one.Asset != line.Asset || one.Interval.Start < line.Interval.Start
            || one.Interval.Start >= line.Interval.Start + Duration.FromHours(1))]);
    }

    private ShadowStatement GrandTotalOff() => right with { Total = right.Total - new Usd(0.01m) };

    private ShadowStatement TotalDropped() => right with { Totals = right.Totals.RemoveAt(random.Next(right.Totals.Length)) };

    private ShadowStatement LineDoubled()
    {
        var at = Place();
        return Restated(right.Lines.Insert(at, right.Lines[at]));
    }

    private ShadowStatement? PriceOfAnother()
    {
        var at = Place();
        var (line, other) = (right.Lines[at], right.Lines[(at + 1) % right.Lines.Length]);
        return line.Code != other.Code || line.Rate == other.Rate ? null
            : Restated(right.Lines.SetItem(at, Money(line, line.Quantity.Value, other.Rate.Value)));
    }

    /// <summary>PJM's reserves as before October 2022: all real-time megawatts at the real-time price.</summary>
    private ShadowStatement? OldRule()
    {
        if (day.Calendar.Name != "PJM") return null;
        var code = random.Next(2) == 0 ? "2360" : "2362";
        var then = day.Calendar.HourCount(day.Day) switch
        {
            23 => OperatingDay.Of(2022, 3, 13),
            25 => OperatingDay.Of(2021, 11, 7),
            _ => OperatingDay.Of(2022, 9, 30),
        };
        var start = day.Calendar.WholeDay(then).Start;
        var old = RandomDay.Statement(day with
        {
            Day = then, Codes = [code], Determinants = [.. day.Determinants.Select(each => each with
            {
                Values = new(start, each.Values.Step, each.Values.Values),
            })],
        }).Lines;
        return Restated([.. right.Lines.Where(line => line.Code != code),
            .. old.Zip(right.Lines.Where(line => line.Code == code), (line, now) => line with { Interval = now.Interval })]);
    }

    private ShadowStatement? SubjectsSwapped()
    {
        var line = Any();
        var others = right.Lines.Where(one => one.Code == line.Code && one.Asset != line.Asset).Select(one => one.Asset).Distinct()
            .ToArray();
        if (others.Length == 0) return null;
        var other = others[random.Next(others.Length)];
        var places = day.Subjects.ToDictionary(subject => subject.Name, subject => subject.Place);
        return Charge(line.Code, one => one.Asset == line.Asset ? one with { Asset = other, Location = places[other] }
            : one.Asset == other ? one with { Asset = line.Asset, Location = places[line.Asset] } : one);
    }

    private ShadowStatement PricesOfAnotherLocation() => RandomDay.Statement(day with
    {
        Determinants = [.. day.Determinants.Select(each => each.At is "HUB" or "NODE"
            ? each with { At = each.At == "HUB" ? "NODE" : "HUB" } : each)],
    });

    /// <summary>What a file of 24 hours makes of a longer or shorter day: the second hour after midnight is cut, or comes twice.</summary>
    private ShadowStatement? TwentyFourHours()
    {
        var hours = day.Calendar.HourCount(day.Day);
        if (hours == 24) return null;
        var second = day.Calendar.HoursOf(day.Day)[1];
        bool IsIn(SettlementLine line) => line.Interval.Start >= second.Start && line.Interval.End <= second.End;
        return Restated([.. right.Lines.SelectMany(line =>
            !IsIn(line) ? [line] : hours == 25 ? Array.Empty<SettlementLine>() : [line, line])]);
    }

    private ShadowStatement ComponentLeftOut()
    {
        var code = Any().Code;
        return Restated([.. right.Lines.Where(line => line.Code != code)]);
    }

    private ShadowStatement? AsHours()
    {
        var shorter = right.Lines.Where(line => line.Interval.Length < Duration.FromHours(1)).Select(line => line.Code).Distinct()
            .ToArray();
        var code = shorter[random.Next(shorter.Length)];
        var coarse = day with { Codes = [code], Determinants = [.. day.Determinants.Select(Hourly)] };
        return Restated([.. right.Lines.Where(line => line.Code != code), .. RandomDay.Statement(coarse).Lines]);
    }

    private static DeterminantSeries Hourly(DeterminantSeries each)
    {
        if (each.Values.Step >= Duration.FromHours(1)) return each;
        var parts = (int)(Duration.FromHours(1) / each.Values.Step);
        var isSum = each.Name.EndsWith("MWh", StringComparison.Ordinal);
        return each with
        {
            Values = new(each.Values.Start, Duration.FromHours(1),
                [.. each.Values.Values.Chunk(parts).Select(hour => isSum ? hour.Sum() : hour.Average())]),
        };
    }

    /// <summary>The day settled from determinants of which one that changes money is spoiled.</summary>
    private ShadowStatement? Spoiled(Func<string, bool> isMeant, Func<ImmutableArray<decimal>, ImmutableArray<decimal>> spoil)
    {
        var meant = day.Determinants.Where(each => isMeant(each.Name)).ToArray();
        if (meant.Length == 0) return null;
        var each = meant[random.Next(meant.Length)];
        var wrong = RandomDay.Statement(day with
        {
            Determinants = day.Determinants.Replace(each, each with
            {
                Values = new(each.Values.Start, each.Values.Step, spoil(each.Values.Values)),
            }),
        });
        return wrong.Total == right.Total ? null : wrong;
    }

    private ShadowStatement Line(Func<SettlementLine, SettlementLine> spoil)
    {
        var at = Place();
        return Restated(right.Lines.SetItem(at, spoil(right.Lines[at])));
    }

    private ShadowStatement Charge(Func<SettlementLine, SettlementLine> spoil) => Charge(Any().Code, spoil);

    private ShadowStatement Charge(string code, Func<SettlementLine, SettlementLine> spoil) =>
        Restated([.. right.Lines.Select(line => line.Code == code ? spoil(line) : line)]);

    private ShadowStatement Total(Func<ChargeTotal, ChargeTotal> spoil)
    {
        var at = random.Next(right.Totals.Length);
        var totals = right.Totals.SetItem(at, spoil(right.Totals[at]));
        return right with { Totals = totals, Total = totals.Aggregate(Usd.Zero, (sum, total) => sum + total.Billed) };
    }

    private SettlementLine Any() => right.Lines[Place()];

    /// <summary>A line with money in it.</summary>
    private int Place()
    {
        while (true)
            if (random.Next(right.Lines.Length) is var at && Math.Abs(right.Lines[at].Amount.Value) > 0.001m
                && right.Lines[at].Amount != right.Lines[at].Amount.ToCents()) return at;
    }

    private static SettlementLine Money(SettlementLine line, decimal quantity, decimal rate) => line with
    {
        Quantity = new(quantity, line.Quantity.Unit), Rate = new(rate, line.Rate.Per), Amount = new(quantity * rate),
    };

    private ShadowStatement Restated(ImmutableArray<SettlementLine> lines)
    {
        var titles = right.Totals.ToDictionary(total => total.Code, total => total.Title);
        ImmutableArray<ChargeTotal> totals = [.. lines.GroupBy(line => line.Code).Select(group => (group.Key,
            Sum: new Usd(group.Sum(line => line.Amount.Value)))).Select(sum => new ChargeTotal(sum.Key, titles[sum.Key], sum.Sum,
                sum.Sum.ToCents()))];
        return right with { Lines = lines, Totals = totals, Total = totals.Aggregate(Usd.Zero, (sum, total) => sum + total.Billed) };
    }
}
