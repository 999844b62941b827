using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using NodaTime;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Gathers the values, formulas and schedules of a dataset.</summary>
internal sealed class DatasetBuilder
{
    private readonly ImmutableArray<FilingValue>.Builder values = ImmutableArray.CreateBuilder<FilingValue>();
    private readonly ImmutableArray<FilingFormula>.Builder formulas = ImmutableArray.CreateBuilder<FilingFormula>();
    private readonly ImmutableArray<FilingSchedule>.Builder schedules = ImmutableArray.CreateBuilder<FilingSchedule>();
    private readonly ImmutableArray<FilingFoot>.Builder foots = ImmutableArray.CreateBuilder<FilingFoot>();

    /// <summary>A month as ids and headings write it: <c>2020-07</c>.</summary>
    public static string Key(LocalDate month) => FormattableString.Invariant($"{month.Year:0000}-{month.Month:00}");

    public static string Key(RecoveryMonth month) => Key(month.Month);

    /// <summary>An input.</summary>
    /// <returns>Its id.</returns>
    public string Value(string id, string words, decimal value, (string Unit, int Digits) shape, string source)
    {
        values.Add(new(id, words, value, shape.Unit, shape.Digits, source));
        return id;
    }

    /// <summary>A formula.</summary>
    /// <returns>Its id.</returns>
    public string Formula(string id, string words, (string Unit, int Digits) shape, FilingExpression expression, string rule)
    {
        formulas.Add(new(id, words, shape.Unit, shape.Digits, expression, rule));
        return id;
    }

    public void Foot(string total, params IEnumerable<string> parts) => foots.Add(new(total, [.. parts]));

    public void Schedule(string name, string title, IEnumerable<string> columns, IEnumerable<FilingRow> rows) =>
        schedules.Add(new(name, title, [.. columns], [.. rows]));

    /// <summary>The dataset, its schedules in an order of names; further parts (<c>E2-2</c>) follow the first.</summary>
    public FilingDataset Dataset(string name, ImmutableArray<string> order) => new(name, values.ToImmutable(), formulas.ToImmutable(),
        [.. schedules.OrderBy(schedule => order.IndexOf(schedule.Name.Split('-')[0]))], foots.ToImmutable());
}
