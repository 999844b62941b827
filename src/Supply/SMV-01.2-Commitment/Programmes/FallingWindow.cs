namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The least value in a window that slides down a list of hours: they enter at its low end and leave at the high one.</summary>
internal sealed class FallingWindow(int hours)
{
    private readonly int[] at = new int[hours];
    private readonly double[] value = new double[hours];
    private int head;
    private int tail;

    public bool IsEmpty => head == tail;

    public int At => at[head];

    public double Least => value[head];

    public void Clear() => (head, tail) = (0, 0);

    /// <summary>Lets an hour below all others in; those it undercuts are never the least again.</summary>
    public void Enter(int hour, double cost)
    {
        while (tail > head && value[tail - 1] >= cost) tail--;
        (at[tail], value[tail]) = (hour, cost);
        tail++;
    }

    /// <summary>Lets hours from this one on out.</summary>
    public void KeepBelow(int hour)
    {
        while (head < tail && at[head] >= hour) head++;
    }
}
