namespace Acme;

public static class Defaults
{
    public const string Separator = "a\"b\\c\n\u0000\u2028é{0}";

    [AsyncJob("POST /defaults")]
    public static void Run(
        JobContext job,
        string text = Separator,
        string? none = null,
        bool flag = true,
        char letter = '\'',
        char line = '\n',
        sbyte i8 = sbyte.MinValue,
        byte u8 = byte.MaxValue,
        short i16 = short.MinValue,
        ushort u16 = ushort.MaxValue,
        int i32 = int.MinValue,
        uint u32 = uint.MaxValue,
        long i64 = long.MinValue,
        ulong u64 = ulong.MaxValue,
        nint native = -1,
        nuint unative = 1,
        float f32 = 1.5f,
        float least = float.Epsilon,
        float huge = float.PositiveInfinity,
        double f64 = 0.1,
        double most = double.MaxValue,
        double nan = double.NaN,
        double low = double.NegativeInfinity,
        double negativeZero = -0.0,
        decimal money = 1.10m,
        decimal big = decimal.MinValue,
        Guid id = default,
        DateTime at = default,
        TimeSpan span = default,
        Int128 wide = default,
        Half half = default,
        Uri? link = null,
        Level level = Level.High,
        Level unnamed = (Level)77,
        Access access = Access.Read | Access.Write,
        int? count = 5,
        int? absent = null,
        Level? maybe = Level.Low,
        bool? perhaps = false,
        double? ratio = 0.25,
        CancellationToken token = default) { }

    [AsyncJob("POST /default-body")]
    public static void Body(JobContext job, [FromHeader] int retries = 3, Payload? payload = null) { }
}

public enum Level : byte { Low, High = 200 }

[Flags]
public enum Access : long { None = 0, Read = 1, Write = 2, Far = 1L << 40 }

public sealed record Payload(int Size);
