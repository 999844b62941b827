namespace Busbar.Supply.Commitment.Systems.Stack;

/// <summary>The cost segments of all units of a case, cheapest first: the same list for every hour.</summary>
internal sealed class MeritOrder
{
    public MeritOrder(SystemModel model)
    {
        var all = new List<(double Usd, int Unit, double From, double To)>();
        for (var unit = 0; unit < model.Units; unit++)
        {
            var each = model.Classes[model.ClassOf[unit]];
            var from = 0d;
            for (var l = 0; l < each.SlopeUsd.Length; l++)
            {
                var to = each.Model.SegmentEnd[l];
                if (to > from) all.Add((each.SlopeUsd[l], unit, from, to));
                from = Math.Max(from, to);
            }
        }
        all.Sort((a, b) => a.Usd != b.Usd ? a.Usd.CompareTo(b.Usd) : a.Unit != b.Unit ? a.Unit.CompareTo(b.Unit)
            : a.From.CompareTo(b.From));
        Usd = [.. all.Select(each => each.Usd)];
        Unit = [.. all.Select(each => each.Unit)];
        From = [.. all.Select(each => each.From)];
        To = [.. all.Select(each => each.To)];
        var places = new List<int>[model.Units];
        for (var unit = 0; unit < places.Length; unit++) places[unit] = [];
        for (var i = 0; i < Unit.Length; i++) places[Unit[i]].Add(i);
        PlacesOf = [.. places.Select(list => list.ToArray())];
    }

    public int Count => Usd.Length;
    public double[] Usd { get; }
    public int[] Unit { get; }
    public double[] From { get; }
    public double[] To { get; }

    /// <summary>Where a unit's segments stand.</summary>
    public int[][] PlacesOf { get; }
}
