using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Words and walks that several checks of a filing share.</summary>
internal static class FilingFaults
{
    public static Refusal UnknownReference(string id, string where) => new("unknown-reference",
        $"'{id}' is not a number of the dataset", where, "Name a value or a formula of the dataset, or add one.");

    /// <summary>Every id an expression names.</summary>
    public static IEnumerable<string> References(FilingExpression expression) =>
        Parts(expression).OfType<FilingExpression.Reference>().Select(reference => reference.Id);

    /// <summary>Every expression in an expression, itself first.</summary>
    public static IEnumerable<FilingExpression> Parts(FilingExpression expression) => expression switch
    {
        FilingExpression.Operation operation => [operation, .. Parts(operation.Left), .. Parts(operation.Right)],
        FilingExpression.Fold fold => [fold, .. fold.Parts.SelectMany(Parts)],
        FilingExpression.Rounded rounded => [rounded, .. Parts(rounded.Of)],
        FilingExpression.Choice choice =>
            [choice, .. new[] { choice.Left, choice.Right, choice.Then, choice.Else }.SelectMany(Parts)],
        _ => [expression],
    };
}
