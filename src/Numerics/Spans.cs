using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Busbar.Numerics;

/// <summary>The few vector operations that regression needs, four lanes wide with a fixed order of summation: same input, same bits,
/// anywhere.</summary>
public static class Spans
{
    /// <summary>Σ aᵢ·bᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length) throw new ArgumentException($"Lengths {a.Length} and {b.Length} differ.");
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector256<double> even = default, odd = default;
        nuint i = 0;
        var length = (nuint)a.Length;
        for (; i + 8 <= length; i += 8)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left, i), Vector256.LoadUnsafe(ref right, i), even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left, i + 4), Vector256.LoadUnsafe(ref right, i + 4), odd);
        }
        var sum = LaneSum(even + odd);
        for (var k = (int)i; k < a.Length; k++) sum = Math.FusedMultiplyAdd(a[k], b[k], sum);
        return sum;
    }

    /// <summary>target += factor · source.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        if (target.Length != source.Length) throw new ArgumentException($"Lengths {target.Length} and {source.Length} differ.");
        ref var into = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source);
        nuint i = 0;
        var length = (nuint)source.Length;
        unchecked
        {
            if (Vector512.IsHardwareAccelerated)
                for (var wide = Vector512.Create(factor); i + 8 <= length; i += 8)
                    Vector512.FusedMultiplyAdd(wide, Vector512.LoadUnsafe(ref from, i), Vector512.LoadUnsafe(ref into, i))
                        .StoreUnsafe(ref into, i);
            for (var factors = Vector256.Create(factor); i + 4 <= length; i += 4)
                Vector256.FusedMultiplyAdd(factors, Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref into, i))
                    .StoreUnsafe(ref into, i);
        }
        for (var k = (int)i; k < source.Length; k++) target[k] = Math.FusedMultiplyAdd(factor, source[k], target[k]);
    }

    internal static double LaneSum(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
