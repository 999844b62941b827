using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>What a rule is checked on.</summary>
/// <param name="Filing">The report.</param>
/// <param name="Before">The same seller's report of the quarter before; null when there is none.</param>
public sealed record EqrCase(EqrFiling Filing, EqrFiling? Before);

/// <summary>One place that breaks a rule.</summary>
/// <param name="Where">Table, line and field.</param>
/// <param name="What">What was found and what was expected.</param>
/// <param name="RuleId">The rule of the field, when one check serves the rules of many fields.</param>
public sealed record EqrFault(string Where, string What, string? RuleId = null);

/// <summary>One validation rule of the Electric Quarterly Report. One rule is one file; ids that begin with <c>F.</c> or <c>D.</c> are
/// those of a third party's implementation of FERC's rules, <c>V4.</c> follows from the dictionary, <c>OWN.</c> is ours.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What holds when it is kept.</param>
/// <param name="Severity">An error would be rejected or corrected; a warning is to be confirmed.</param>
/// <param name="Check">The places that break it.</param>
public sealed record EqrRule(string Id, string Title, Severity Severity, Func<EqrCase, IEnumerable<EqrFault>> Check)
{
    /// <summary>A rule of each field that it applies to, of each row, the identification's too: what is wrong with it, or null. Given are
    /// the table, the row, the field and its text without the blanks around it.</summary>
    internal static EqrRule OfFields(string id, string title, Severity severity, Func<EqrField, bool> applies,
        Func<EqrTable, EqrRow, EqrField, string, string?> fault, Func<EqrField, string?>? ruleOf = null) =>
        new(id, title, severity, given => new[] { given.Filing.Identification, given.Filing.Contracts, given.Filing.Transactions }
            .SelectMany(table => EachField(table, applies, fault, ruleOf)));

    /// <summary>A rule of each transaction on its own: what is wrong with a row, or null.</summary>
    internal static EqrRule OfTransactions(string id, string title, Severity severity, string field,
        Func<EqrTable, EqrRow, string?> fault) =>
        new(id, title, severity, given => Each(given.Filing.Transactions, field, fault));

    /// <summary>A rule of each contract on its own.</summary>
    internal static EqrRule OfContracts(string id, string title, Severity severity, string field, Func<EqrTable, EqrRow, string?> fault) =>
        new(id, title, severity, given => Each(given.Filing.Contracts, field, fault));

    /// <summary>A rule of the report as a whole.</summary>
    internal static EqrRule OfFiling(string id, string title, Severity severity, string field, Func<EqrFiling, string?> fault) =>
        new(id, title, severity, given => given.Filing.Identification.Rows.IsEmpty || fault(given.Filing) is not { } what ? []
            : [new(EqrPlaces.Of(given.Filing.Identification, given.Filing.Identification.Rows[0], field), what)]);

    private static IEnumerable<EqrFault> EachField(EqrTable table, Func<EqrField, bool> applies,
        Func<EqrTable, EqrRow, EqrField, string, string?> fault, Func<EqrField, string?>? ruleOf)
    {
        var fields = table.Layout.Columns.Select((column, place) => (column.Field, place)).Where(at => applies(at.Field)).ToArray();
        foreach (var row in table.Rows)
            foreach (var (field, place) in fields)
                if (fault(table, row, field, row.Values[place].Trim()) is { } what)
                    yield return new(EqrPlaces.Of(table, row, field.Name), what, ruleOf?.Invoke(field));
    }

    private static IEnumerable<EqrFault> Each(EqrTable table, string field, Func<EqrTable, EqrRow, string?> fault) =>
        from row in table.Rows
        let what = fault(table, row)
        where what is not null
        select new EqrFault(EqrPlaces.Of(table, row, field), what);
}
