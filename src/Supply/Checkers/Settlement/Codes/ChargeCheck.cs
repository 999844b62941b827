using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>Holds one charge's lines against the checker's own rule of it.</summary>
internal sealed class ChargeCheck(DeterminantBook book, CheckChargesInputs inputs, ChargeRule rule, ImmutableArray<SettlementLine> lines)
{
    private readonly ILookup<string, SettlementLine> billed = lines.ToLookup(line => line.Asset);
    private decimal total;

    public IEnumerable<Finding> Run()
    {
        var findings = new List<Finding>();
        var due = inputs.Subjects.Where(IsBilled).ToList();
        foreach (var stranger in billed.Select(column => column.Key).Except(due.Select(subject => subject.Name)))
            findings.Add(Wrong("line-not-expected", $"{rule.Code} does not bill '{stranger}'", stranger));
        foreach (var subject in due)
        {
            try
            {
                findings.AddRange(Column(subject));
            }
            catch (MissingDeterminant missing)
            {
                findings.Add(Wrong("determinant-missing", missing.Message, subject.Name));
            }
        }
        foreach (var stated in inputs.Statement.Totals.Where(stated => stated.Code == rule.Code
            && !CheckCharges.IsNear(stated.Exact.Value, total)))
            findings.Add(Wrong("total-differs", $"{rule.Code} is stated as {stated.Exact}, the determinants give {total}", ""));
        return findings;
    }

    private bool IsBilled(CheckedSubject subject) => (rule.Kinds.IsEmpty || rule.Kinds.Contains(subject.Kind))
        && rule.Basis.Any(name => book.Find(name, subject.Name) is not null);

    private IEnumerable<Finding> Column(CheckedSubject subject)
    {
        var day = new Grid(book, subject, StepOf(subject));
        var (quantity, amount) = (rule.Quantity(day), rule.Amount(day));
        total += amount.Sum;
        var found = billed[subject.Name].ToArray();
        if (found.Length != amount.Count)
        {
            yield return Wrong(found.Length == 0 ? "line-missing" : "intervals-differ",
                $"{rule.Code} has {found.Length} lines, the determinants give {amount.Count}", subject.Name);
            yield break;
        }
        for (var i = 0; i < found.Length; i++)
        {
            var where = $"{subject.Name}/{found[i].Interval}";
            if (found[i].Quantity.Unit != rule.Unit)
                yield return Wrong("unit-differs", $"The line bills {found[i].Quantity}, the tariff {rule.Unit}", where);
            if (!CheckCharges.IsNear(found[i].Quantity.Value, quantity[i]))
                yield return Wrong("quantity-differs", $"The line has {found[i].Quantity}, the determinants give {quantity[i]}", where);
            if (!CheckCharges.IsNear(found[i].Amount.Value, amount[i]))
                yield return Wrong("amount-differs", $"The line has {found[i].Amount}, the determinants give {amount[i]}", where);
            if (rule.IsNeverCharge && found[i].Amount.Value > 0)
                yield return Wrong("payment-is-charged", $"{rule.Code} pays and does not charge: {found[i].Amount}", where);
        }
        if (rule.Shared is { } whole && Math.Abs(found.Sum(line => line.Amount.Value)) > Math.Abs(whole(day).Each(Math.Abs).Sum))
            yield return Wrong("share-exceeds-whole", $"{rule.Code} takes more than there is to share", subject.Name);
    }

    /// <summary>The tariff's interval, or the shortest of the determinants where all are longer.</summary>
    private Duration StepOf(CheckedSubject subject)
    {
        if (rule.Minutes == 0) return book.Whole.Length;
        var probe = new Grid(book, subject, Duration.FromMinutes(5));
        rule.Quantity(probe);
        rule.Amount(probe);
        return Duration.Max(Duration.FromMinutes(rule.Minutes), probe.Finest);
    }

    private Finding Wrong(string code, string what, string who) => CheckCharges.Wrong(code, what, $"{rule.Code}/{who}");
}
