namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>Values of a day beside each other, one an interval; added and multiplied place by place.</summary>
internal readonly struct Row(decimal[] values)
{
    public int Count => values.Length;

    public decimal this[int index] => values[index];

    public decimal Sum => values.Sum();

    public Row Each(Func<decimal, decimal> of) => new([.. values.Select(of)]);

    public static Row operator +(Row a, Row b) => Zip(a, b, (x, y) => x + y);
    public static Row operator -(Row a, Row b) => Zip(a, b, (x, y) => x - y);
    public static Row operator *(Row a, Row b) => Zip(a, b, (x, y) => x * y);
    public static Row operator *(decimal by, Row a) => a.Each(x => by * x);
    public static Row operator -(Row a) => a.Each(x => -x);

    /// <summary>What each part is of its whole; nothing of nothing.</summary>
    public static Row Share(Row part, Row whole) => Zip(part, whole, (x, y) => y == 0 ? 0 : x / y);

    public static Row Zip(Row a, Row b, Func<decimal, decimal, decimal> of)
    {
        var made = new decimal[a.Count];
        for (var i = 0; i < made.Length; i++) made[i] = of(a[i], b[i]);
        return new(made);
    }
}
