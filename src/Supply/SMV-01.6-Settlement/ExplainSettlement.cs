using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement;

/// <summary>What to explain: a statement, the inputs it was settled from, and a key: <c>total</c>, a charge code, <c>code/asset</c> or
/// <c>code/asset/HE05</c> (<c>HE02X</c> is the repeated hour).</summary>
public sealed record ExplainSettlementInputs(ShadowStatement Statement, SettleDayInputs Inputs, string Key);

/// <summary>Shows the working of any settled amount, from the day's total down to meter reads, cleared quantities and prices with their
/// sources.</summary>
public static class ExplainSettlement
{
    /// <summary>The tree below a key; refused when the key names nothing, or the inputs are not those of the statement.</summary>
    public static Outcome<Explain> Run(ExplainSettlementInputs inputs)
    {
        if (inputs.Statement.Day != inputs.Inputs.Day)
            return new Refusal("other-inputs", $"The statement is of {inputs.Statement.Day}, the inputs are of {inputs.Inputs.Day}",
                inputs.Key,
                "Give the inputs that the statement was settled from.");
        if (WholeDeterminants.Check(inputs.Inputs) is { } refusal) return refusal;
        var charged = SettleDay.Charged(inputs.Inputs);
        var again = SettleCharges.Run(charged).OrThrow();
        var expected = StateLines.Run(again, inputs.Statement.SettledAt).Lines.ToHashSet();
        var working = new Working(inputs.Statement, new(charged), again.Columns);
        if (inputs.Statement.Lines.FirstOrDefault(line => !expected.Contains(line)) is { } mismatch)
            return new Refusal("other-inputs", $"The statement's line {working.KeyOf(mismatch)} does not follow from these inputs",
                inputs.Key, "Give the inputs that the statement was settled from, as known at its clock.");
        return Find(working, inputs.Key);
    }

    private static Outcome<Explain> Find(Working working, string key)
    {
        if (key == "total") return working.Total();
        var code = key.Split('/')[0];
        if (!working.Codes.Contains(code)) return Unknown(key, ["total", .. working.Codes]);
        if (key == code) return working.OfCharge(code);
        var rest = key[(code.Length + 1)..];
        if (working.Assets(code).Contains(rest)) return working.OfAsset(code, rest);
        var cut = rest.LastIndexOf('/');
        var asset = cut < 0 ? rest : rest[..cut];
        if (!working.Assets(code).Contains(asset)) return Unknown(key, [.. working.Assets(code).Select(name => $"{code}/{name}")]);
        var line = working.Lines(code, asset).FirstOrDefault(line => working.KeyOf(line) == key);
        return line is null ? Unknown(key, [.. working.Lines(code, asset).Select(working.KeyOf)]) : working.OfLine(line);
    }

    private static Refusal Unknown(string key, ImmutableArray<string> keys) =>
        new("unknown-key", $"The statement has no {key}", key, $"Ask for one of: {string.Join(", ", keys)}.");

    /// <summary>The statement beside the day it was settled from, indexed for explaining.</summary>
    private sealed class Working(ShadowStatement statement, DayIndex day, ImmutableArray<SettledColumn> columns)
    {
        private readonly ILookup<(string Code, string Asset), SettlementLine> lines =
            statement.Lines.ToLookup(line => (line.Code, line.Asset));

        public IEnumerable<string> Codes => statement.Totals.Select(total => total.Code);

        public List<string> Assets(string code) =>
            [.. statement.Lines.Where(line => line.Code == code).Select(line => line.Asset).Distinct()];

        public IEnumerable<SettlementLine> Lines(string code, string asset) => lines[(code, asset)];

        public string KeyOf(SettlementLine line) => $"{line.Code}/{line.Asset}/{day.Settled.Calendar.LabelOf(line.Interval)}";

        public Explain Total() => new($"settlement of {statement.Day}", Print(statement.Total), Usd.Unit,
            $"Σ of {statement.Totals.Length} charges as billed", $"{day.Settled.Calendar.Name}, as known at {statement.SettledAt}",
            [.. Codes.Select(OfCharge)]);

        public Explain OfCharge(string code)
        {
            var total = statement.Totals.First(total => total.Code == code);
            return new($"{code} {total.Title}", Print(total.Billed), Usd.Unit,
                $"Σ of lines {Print(total.Exact)}, to whole cents; residue {Print(total.Residue)}", RuleOf(code).Source,
                [.. Assets(code).Select(asset => OfAsset(code, asset))]);
        }

        public Explain OfAsset(string code, string asset)
        {
            var mine = Lines(code, asset).ToList();
            return new($"{code}/{asset}", FormulaWords.Number(mine.Sum(line => line.Amount.Value)), Usd.Unit,
                $"Σ over {mine.Count} intervals of {RuleOf(code).Words}", RuleOf(code).Source, [.. mine.Select(OfLine)]);
        }

        public Explain OfLine(SettlementLine line)
        {
            var column = columns.First(column => column.Code.Code == line.Code && column.Subject.Name == line.Asset);
            return ExplainCharge.Line(day, column.Code, column.Subject, column.Amounts.IndexOf(line.Interval.Start));
        }

        private ChargeVersion RuleOf(string code) => ChargeCodes.ByCode(code)!.On(statement.Day)!;

        private static string Print(Usd amount) => FormulaWords.Number(amount.Value);
    }
}
