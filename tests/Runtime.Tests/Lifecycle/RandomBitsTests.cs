using System.Collections.Concurrent;
using System.Reflection;
using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Lifecycle;

/// <summary>Ids of jobs must be those of one job, whatever became of the process that makes them.</summary>
public sealed class RandomBitsTests
{
    private const int Many = 10_000;

    public static TheoryData<string> All => ["", "on-demand", "provisioned-concurrency", "lambda-managed-instances", "snap-start", "other"];

    public static TheoryData<string> OfCopies => ["", "snap-start", "other"];

    [Theory]
    [MemberData(nameof(All))]
    public void No_bits_are_given_twice_whatever_the_number_of_threads(string initializationType)
    {
        RandomBits random = new(initializationType);
        ConcurrentDictionary<UInt128, bool> taken = [];

        Parallel.For(0, Many, _ => Assert.True(taken.TryAdd(Take(random), true)));

        Assert.DoesNotContain(UInt128.Zero, taken.Keys);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_bit_is_random(string initializationType)
    {
        RandomBits random = new(initializationType);
        UInt128 ones = 0;
        UInt128 zeros = 0;
        for (int i = 0; i < 200; i++)
        {
            UInt128 bits = Take(random);
            ones |= bits;
            zeros |= ~bits;
        }

        Assert.Equal(UInt128.MaxValue, ones & zeros);
    }

    // A snapshot has the memory of the process as it was at some time.
    [Theory]
    [MemberData(nameof(OfCopies))]
    public void Copies_of_a_process_give_other_bits_than_their_model(string initializationType)
    {
        RandomBits model = new(initializationType);
        Take(model);
        Take(model);
        MethodInfo clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;
        RandomBits[] processes = [model, (RandomBits)clone.Invoke(model, null)!, (RandomBits)clone.Invoke(model, null)!];

        UInt128[] taken = [.. processes.SelectMany(process => Enumerable.Range(0, 100).Select(_ => Take(process)))];

        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.DoesNotContain(UInt128.Zero, taken);
    }

    private static UInt128 Take(RandomBits random)
    {
        Span<byte> bits = stackalloc byte[RandomBits.Length];
        random.Take(bits);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bits);
    }
}
