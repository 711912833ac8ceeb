namespace Acme;

public static class Routes
{
    [AsyncJob("POST /all/{text}/{flag}/{letter}/{i8}/{u8}/{i16}/{u16}/{i32}/{u32}/{i64}/{u64}/{native}/{uNative}/{i128}/{u128}/{f16}/{f32}/{f64}/{money}/{id}/{at}/{moment}/{day}/{time}/{span}/{link}/{weekday}", Name = "all")]
    public static void Run(
        string text,
        bool flag,
        char letter,
        sbyte i8,
        byte u8,
        short i16,
        ushort u16,
        int i32,
        uint u32,
        long i64,
        ulong u64,
        nint native,
        nuint uNative,
        Int128 i128,
        UInt128 u128,
        Half f16,
        float f32,
        double f64,
        decimal money,
        Guid id,
        DateTime at,
        DateTimeOffset moment,
        DateOnly day,
        TimeOnly time,
        TimeSpan span,
        Uri link,
        DayOfWeek weekday,
        JobContext job) { }
}
