using System.Collections.Frozen;
using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules about the type of each value, by the type names of pandas, Spark, SQL and the data contract standard.</summary>
internal static class TypeRules
{
    private static readonly FrozenDictionary<string, Func<Cell, bool>> types = new (string Names, Func<Cell, bool> IsOfType)[]
    {
        ("int int32 int64 integer INT INTEGER BIGINT SMALLINT IntegerType LongType", cell => cell is { Kind: CellKind.Number }
            && cell.Number == Math.Floor(cell.Number)),
        ("float float64 double number DOUBLE_PRECISION FLOAT FLOAT64 DOUBLE NUMERIC DECIMAL FloatType DoubleType", cell =>
            cell.Kind == CellKind.Number),
        ("str string TEXT VARCHAR STRING CHAR StringType", cell => cell.Kind == CellKind.Text),
        ("bool boolean BOOLEAN BIT TINYINT BooleanType", cell => cell.Kind == CellKind.Flag),
        ("datetime datetime64 timestamp date Timestamp TIMESTAMP DATE DATETIME TimestampType DateType", cell => cell.Kind == CellKind.Time),
        ("array list struct map JSON", cell => cell.Kind == CellKind.Nested),
    }.SelectMany(type => type.Names.Split(' ').Select(name => (name, type.IsOfType)))
        .ToFrozenDictionary(type => type.name, type => type.IsOfType);

    public static ImmutableArray<Rule> All { get; } =
    [
        Judging.OfValues("expect_column_values_to_be_of_type", ["type_"], (run, _) =>
            Any(run, [run.Need(run.Text("type_"), "type_", "str")])),
        Judging.OfValues("expect_column_values_to_be_in_type_list", ["type_list"], (run, _) =>
            run.Texts("type_list") is { } list ? Any(run, list) : _ => true),
    ];

    private static Func<Cell, bool> Any(RuleRun run, ImmutableArray<string> names)
    {
        if (names.FirstOrDefault(name => !types.ContainsKey(name)) is { } unknown)
            run.Refuse("unknown-type", $"'{unknown}' is no type we know",
                "Use int, float, str, bool, datetime64, or their SQL or Spark names.");
        var wanted = names.Where(types.ContainsKey).Select(name => types[name]).ToImmutableArray();
        return cell => wanted.Any(isOfType => isOfType(cell));
    }
}
