using System.Diagnostics.CodeAnalysis;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>One number of a dataset, evaluated.</summary>
/// <param name="Id">As in the dataset.</param>
/// <param name="Words">As in the dataset.</param>
/// <param name="Value">Unrounded.</param>
/// <param name="Unit">As in the dataset.</param>
/// <param name="Digits">Decimals printed.</param>
/// <param name="Source">Where the input was read, or the rule of the formula.</param>
/// <param name="Expression">How it is computed; null for an input.</param>
public sealed record FilingNumber(
    string Id, string Words, decimal Value, string Unit, int Digits, string Source, FilingExpression? Expression);

/// <summary>Every number of a dataset, evaluated once, in <c>decimal</c>. A formula is evaluated when it is first asked for and
/// kept.</summary>
public sealed class FilingNumbers
{
    private const int DepthLimit = 500;
    private readonly Dictionary<string, FilingNumber> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FilingFormula> formulas;
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly List<string> order;
    private Refusal? refusal;

    private FilingNumbers(FilingDataset dataset)
    {
        foreach (var value in dataset.Values)
            numbers[value.Id] = new(value.Id, value.Words, value.Value, value.Unit, value.Digits, value.Source, Expression: null);
        formulas = dataset.Formulas.ToDictionary(formula => formula.Id, StringComparer.Ordinal);
        order = [.. dataset.Values.Select(value => value.Id), .. dataset.Formulas.Select(formula => formula.Id)];
    }

    /// <summary>The numbers in the dataset's order, inputs first.</summary>
    public IEnumerable<FilingNumber> All => order.Select(id => numbers[id]);

    /// <summary>The number of an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none; check the dataset first.</exception>
    public FilingNumber this[string id] => numbers[id];

    /// <summary>Finds a number.</summary>
    public bool TryFind(string id, [MaybeNullWhen(false)] out FilingNumber number) => numbers.TryGetValue(id, out number);

    /// <summary>Evaluates a dataset whose ids are unique; refuses a reference to nothing, a cycle, a zero divisor and a number beyond 28
    /// digits.</summary>
    public static Outcome<FilingNumbers> Of(FilingDataset dataset)
    {
        var numbers = new FilingNumbers(dataset);
        foreach (var formula in dataset.Formulas)
        {
            numbers.Number(formula.Id, formula.Id);
            if (numbers.refusal is { } refusal) return refusal;
        }

        return numbers;
    }

    private decimal Number(string id, string within)
    {
        if (refusal is not null) return 0;
        if (numbers.TryGetValue(id, out var known)) return known.Value;
        if (!formulas.TryGetValue(id, out var formula)) return Refuse(FilingFaults.UnknownReference(id, within));
        if (!open.Add(id))
            return Refuse(new("formula-cycle", $"The formula {id} needs itself, by way of {string.Join(", ", open)}", id,
                "Break the circle: a formula may use only what does not use it."));
        if (open.Count > DepthLimit)
            return Refuse(new("formulas-too-deep", $"The formula {id} stands at the end of {DepthLimit} others", id,
                "List formulas after those they use, or shorten the chain."));
        // A branch that is not taken is looked up too: a spreadsheet carries both, and neither may lead nowhere or in a circle.
        foreach (var other in FilingFaults.References(formula.Expression)) Number(other, id);
        if (refusal is not null) return 0;
        decimal value;
        try
        {
            value = Evaluate(formula.Expression, formula);
        }
        catch (OverflowException)
        {
            return Refuse(new("number-too-large", $"The formula {id} exceeds 28 digits", id,
                "Correct the inputs it multiplies or divides."));
        }

        open.Remove(id);
        if (refusal is null) numbers[id] = new(id, formula.Words, value, formula.Unit, formula.Digits, formula.Source, formula.Expression);
        return value;
    }

    private decimal Evaluate(FilingExpression expression, FilingFormula within) => expression switch
    {
        FilingExpression.Reference reference => numbers[reference.Id].Value,
        FilingExpression.Constant constant => constant.Value,
        FilingExpression.Operation { Operator: FilingOperator.Divide } ratio => Divide(ratio, within),
        FilingExpression.Operation operation => Operate(
            operation.Operator, Evaluate(operation.Left, within), Evaluate(operation.Right, within)),
        FilingExpression.Fold fold => Gather(fold, within),
        FilingExpression.Rounded rounded => decimal.Round(Evaluate(rounded.Of, within), rounded.Digits, MidpointRounding.AwayFromZero),
        FilingExpression.Choice choice => Evaluate(
            Holds(Evaluate(choice.Left, within), choice.Comparison, Evaluate(choice.Right, within)) ? choice.Then : choice.Else, within),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "No such expression."),
    };

    private decimal Gather(FilingExpression.Fold fold, FilingFormula within)
    {
        var parts = fold.Parts.Select(part => Evaluate(part, within)).ToList();
        return fold.Function switch
        {
            FilingFold.Min => parts.Min(),
            FilingFold.Max => parts.Max(),
            _ => parts.Sum(),
        };
    }

    private decimal Divide(FilingExpression.Operation ratio, FilingFormula within)
    {
        var (above, below) = (Evaluate(ratio.Left, within), Evaluate(ratio.Right, within));
        if (below != 0) return above / below;
        return Refuse(FilingFaults.References(ratio.Right).Any(IsEnergy)
            ? new("factor-without-sales", $"The formula {within.Id} divides by energy that is zero", within.Id,
                "Give sales above zero; a factor is cost over sales.")
            : new("zero-divisor", $"The formula {within.Id} divides by zero", within.Id, "Correct the number it divides by."));
    }

    private bool IsEnergy(string id) => numbers[id].Unit is "MWh" or "kWh";

    private static decimal Operate(FilingOperator how, decimal left, decimal right) => how switch
    {
        FilingOperator.Add => left + right,
        FilingOperator.Subtract => left - right,
        FilingOperator.Multiply => left * right,
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "No such operation."),
    };

    private static bool Holds(decimal left, FilingComparison how, decimal right) => how switch
    {
        FilingComparison.Less => left < right,
        FilingComparison.LessOrEqual => left <= right,
        FilingComparison.Greater => left > right,
        FilingComparison.GreaterOrEqual => left >= right,
        FilingComparison.Equal => left == right,
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "No such comparison."),
    };

    private decimal Refuse(Refusal why)
    {
        refusal ??= why;
        return 0;
    }
}
