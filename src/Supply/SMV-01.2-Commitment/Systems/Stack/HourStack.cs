namespace Busbar.Supply.Commitment.Systems.Stack;

/// <summary>One hour of a commitment by merit order: what each unit on can add above what it must give, where the margin stands, and what
/// it would save the others if one unit gave so much.</summary>
internal sealed class HourStack(SystemModel model, MeritOrder merit, int hour, double shortage)
{
    private readonly double[] available = new double[merit.Count];
    private readonly double[] givenBy = new double[model.Units];
    private readonly double[] roomOf = new double[model.Units];
    private readonly double[] fixedUsd = new double[model.Units];
    private readonly double free = model.FreeHigh[hour] - model.FreeLow[hour];
    private double need = model.Case.DemandMw[hour] - model.FreeLow[hour];
    private double room;
    private double constantUsd;
    // The margin: all available before the place is used, and so much of the place itself.
    private int place;
    private double used;
    private double served;

    /// <summary>MW of load or reserve missing.</summary>
    public double Short { get; private set; }

    /// <summary>Cost of the hour, starts left out.</summary>
    public double Usd { get; private set; }

    private double Reserve => model.Rows.Spinning < 0 ? 0 : model.Case.SpinningMw[hour];

    /// <summary>Puts a unit on between two outputs above its minimum, with room for output and reserve up to a cap; or off when the cap is
    /// below zero.</summary>
    public void Put(int unit, double low, double high, double cap)
    {
        var each = model.Classes[model.ClassOf[unit]];
        need += givenBy[unit];
        room -= roomOf[unit];
        constantUsd -= fixedUsd[unit];
        var isOn = cap >= 0;
        givenBy[unit] = isOn ? each.Model.Min + low : 0;
        roomOf[unit] = isOn ? Math.Max(0, cap - low) : 0;
        fixedUsd[unit] = isOn ? each.OnUsd + ClassAnswer.CostAbove(each, low) : 0;
        need -= givenBy[unit];
        room += roomOf[unit];
        constantUsd += fixedUsd[unit];
        foreach (var i in merit.PlacesOf[unit])
            available[i] = isOn ? Math.Max(0, Math.Min(merit.To[i], high) - Math.Max(merit.From[i], low)) : 0;
    }

    /// <summary>Finds the margin.</summary>
    public void Settle()
    {
        Short = Math.Max(0, need - free - (room - Reserve));
        var rest = need - Short;
        Usd = constantUsd + shortage * (Short + Math.Max(0, -rest));
        (served, place, used) = (Math.Max(0, rest - free), 0, 0);
        var left = served;
        while (left > 0 && place < merit.Count)
        {
            used = Math.Min(left, available[place]);
            Usd += used * merit.Usd[place];
            left -= used;
            if (left > 0) (place, used) = (place + 1, 0);
        }
        Usd += left * shortage;
    }

    /// <summary>What the other units cost with the unit on at its minimum, less what they cost with it off; and what each further MW of it
    /// saves them, as a falling staircase of widths and prices up to a range. What is missing or too much is priced.</summary>
    public double Worth(int unit, double minimum, double range, List<(double Width, double Usd)> stairs)
    {
        var (others, roomLeft) = (need + givenBy[unit] - free, room - roomOf[unit] - Reserve);
        var shortOff = Math.Max(0, others - roomLeft);
        var shortOn = Math.Max(0, others - minimum - roomLeft - range);
        var (off, on) = (others - shortOff, others - minimum - shortOn);
        var walk = new MeritWalk(merit, available, unit, place, used, served - OwnShare(unit));
        walk.MoveTo(Math.Max(0, off));
        var usd = shortage * (shortOn - shortOff + Math.Max(0, -on - free) - Math.Max(0, -off - free)) + walk.MoveTo(Math.Max(0, on));
        stairs.Clear();
        var left = walk.Down(range, stairs);
        var idle = Math.Min(left, Math.Min(free, on + free));
        if (idle > 0) stairs.Add((idle, 0));
        else idle = 0;
        if (left > idle) stairs.Add((left - idle, -shortage));
        return usd;
    }

    private double OwnShare(int unit)
    {
        var own = 0d;
        foreach (var i in merit.PlacesOf[unit])
        {
            if (i < place) own += available[i];
            else if (i == place) own += used;
        }
        return own;
    }
}
