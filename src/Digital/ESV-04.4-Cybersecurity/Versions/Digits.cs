namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Whole numbers of any length, as text.</summary>
internal static class Digits
{
    public static bool Are(ReadOnlySpan<char> text)
    {
        foreach (var one in text)
            if (!char.IsAsciiDigit(one)) return false;
        return !text.IsEmpty;
    }

    /// <summary>By value; nothing counts as zero.</summary>
    public static int Order(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
