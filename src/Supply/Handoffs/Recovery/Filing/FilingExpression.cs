using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Busbar.Supply.Handoffs.Recovery.Filing;

/// <summary>How a number of a filing is computed: a small closed tree that a spreadsheet can carry as a live formula.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Reference), "reference")]
[JsonDerivedType(typeof(Constant), "constant")]
[JsonDerivedType(typeof(Operation), "operation")]
[JsonDerivedType(typeof(Fold), "fold")]
[JsonDerivedType(typeof(Rounded), "rounded")]
[JsonDerivedType(typeof(Choice), "choice")]
public abstract record FilingExpression
{
    private FilingExpression() { }

    /// <summary>Another number of the dataset.</summary>
    public sealed record Reference(string Id) : FilingExpression;

    /// <summary>A number that the rule itself fixes, such as the 12 months of a year.</summary>
    public sealed record Constant(decimal Value) : FilingExpression;

    /// <summary>One of the four operations.</summary>
    public sealed record Operation(FilingOperator Operator, FilingExpression Left, FilingExpression Right) : FilingExpression;

    /// <summary>Sum, least or greatest of at least one part.</summary>
    public sealed record Fold(FilingFold Function, ImmutableArray<FilingExpression> Parts) : FilingExpression;

    /// <summary>Rounded to decimals (0 to 10), half away from zero, as a spreadsheet's ROUND does.</summary>
    public sealed record Rounded(FilingExpression Of, int Digits) : FilingExpression;

    /// <summary>One of two, by a comparison. Only the chosen one is computed.</summary>
    public sealed record Choice(
        FilingExpression Left, FilingComparison Comparison, FilingExpression Right, FilingExpression Then, FilingExpression Else)
        : FilingExpression;

    /// <summary>A number is a constant.</summary>
    public static implicit operator FilingExpression(decimal value) => new Constant(value);

    public static FilingExpression operator +(FilingExpression a, FilingExpression b) => new Operation(FilingOperator.Add, a, b);
    public static FilingExpression operator -(FilingExpression a, FilingExpression b) => new Operation(FilingOperator.Subtract, a, b);
    public static FilingExpression operator *(FilingExpression a, FilingExpression b) => new Operation(FilingOperator.Multiply, a, b);
    public static FilingExpression operator /(FilingExpression a, FilingExpression b) => new Operation(FilingOperator.Divide, a, b);

    /// <summary>A reference. (A text is not one by itself: <c>a + "b." + c</c> would mean something else.)</summary>
    public static FilingExpression Named(string id) => new Reference(id);

    /// <summary>The sum of several numbers of the dataset.</summary>
    public static FilingExpression SumOf(IEnumerable<string> ids) => new Fold(FilingFold.Sum, [.. ids.Select(Named)]);

    /// <summary>This number rounded.</summary>
    public FilingExpression Round(int digits) => new Rounded(this, digits);
}

/// <summary>The four operations.</summary>
public enum FilingOperator
{
    /// <summary>+</summary>
    Add,
    /// <summary>−</summary>
    Subtract,
    /// <summary>×</summary>
    Multiply,
    /// <summary>÷; a zero divisor is refused.</summary>
    Divide,
}

/// <summary>What is made of several numbers.</summary>
public enum FilingFold
{
    /// <summary>Their sum.</summary>
    Sum,
    /// <summary>The least.</summary>
    Min,
    /// <summary>The greatest.</summary>
    Max,
}

/// <summary>How two numbers compare.</summary>
public enum FilingComparison
{
    /// <summary>Below.</summary>
    Less,
    /// <summary>Below or equal.</summary>
    LessOrEqual,
    /// <summary>Above.</summary>
    Greater,
    /// <summary>Above or equal.</summary>
    GreaterOrEqual,
    /// <summary>The same number.</summary>
    Equal,
}
