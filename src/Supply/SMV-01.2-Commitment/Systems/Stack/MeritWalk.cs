namespace Busbar.Supply.Commitment.Systems.Stack;

/// <summary>A walk along an hour's merit order past one unit's own segments, from where the margin stands.</summary>
/// <param name="merit">The order.</param>
/// <param name="available">MW available of each segment.</param>
/// <param name="unit">The unit passed by.</param>
/// <param name="place">Segment at the margin.</param>
/// <param name="used">MW used of it.</param>
/// <param name="amount">MW that the others serve there.</param>
internal ref struct MeritWalk(MeritOrder merit, double[] available, int unit, int place, double used, double amount)
{
    private const double Nothing = 1e-9;
    private int place = place;
    private double used = used;
    private double amount = amount;

    /// <summary>Goes to where the others serve so much; answers what that costs more. It ends early where nobody is left.</summary>
    public double MoveTo(double target)
    {
        var usd = 0d;
        while (target - amount > Nothing && place < merit.Count)
        {
            if (merit.Unit[place] != unit)
            {
                var step = Math.Min(target - amount, available[place] - used);
                usd += step * merit.Usd[place];
                (used, amount) = (used + step, amount + step);
            }
            if (target - amount > Nothing) (place, used) = (place + 1, 0);
        }
        while (amount - target > Nothing)
        {
            if (!AtSegment() && !Back()) break;
            var step = Math.Min(amount - target, used);
            usd -= step * merit.Usd[place];
            (used, amount) = (used - step, amount - step);
        }
        return usd;
    }

    /// <summary>Serves less by so much, writing down what is saved; answers the MW left once the others serve nothing.</summary>
    public double Down(double mw, List<(double Width, double Usd)> stairs)
    {
        while (mw > Nothing && amount > Nothing)
        {
            if (!AtSegment() && !Back()) break;
            var step = Math.Min(Math.Min(mw, amount), used);
            stairs.Add((step, merit.Usd[place]));
            (used, amount, mw) = (used - step, amount - step, mw - step);
        }
        return mw > Nothing ? mw : 0;
    }

    private readonly bool AtSegment() => place < merit.Count && used > 0 && merit.Unit[place] != unit;

    /// <summary>To the segment below that another unit serves from.</summary>
    private bool Back()
    {
        while (place > 0)
        {
            place--;
            if (merit.Unit[place] == unit || available[place] <= 0) continue;
            used = available[place];
            return true;
        }
        return false;
    }
}
