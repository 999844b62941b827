using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.REQUIRED: a field that the dictionary requires is filled. Source: dictionary 4.0. Former layouts have no such list.</summary>
public static class RequiredFields
{
    /// <summary>The rule. Fields required of some products or filings only have rules of their own.</summary>
    public static EqrRule Rule { get; } = new("V4.REQUIRED", "Required fields are filled", Severity.Error, given =>
        from table in (EqrTable[])[given.Filing.Identification, given.Filing.Contracts, given.Filing.Transactions]
        where table.Layout.IsCurrent
        from row in table.Rows
        from column in table.Layout.Columns
        where column.Field.Need == EqrNeed.Always && table.Of(row, column.Field.Name).Length == 0
        select new EqrFault(EqrPlaces.Of(table, row, column.Field.Name), "The field is empty; the dictionary requires it"));
}
