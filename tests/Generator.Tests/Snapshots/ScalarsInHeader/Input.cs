namespace Acme;

public static class Headers
{
    [AsyncJob("POST /headers")]
    public static void Run(
        [FromHeader] string text,
        [FromHeader] bool? flag,
        [FromHeader] char letter,
        [FromHeader] sbyte? i8,
        [FromHeader] byte u8,
        [FromHeader] short? i16,
        [FromHeader] ushort u16,
        [FromHeader] int? i32,
        [FromHeader] uint u32,
        [FromHeader] long? i64,
        [FromHeader] ulong u64,
        [FromHeader] nint? native,
        [FromHeader] nuint uNative,
        [FromHeader] Int128? i128,
        [FromHeader] UInt128 u128,
        [FromHeader] Half? f16,
        [FromHeader] float f32,
        [FromHeader] double? f64,
        [FromHeader] decimal money,
        [FromHeader] Guid? id,
        [FromHeader] DateTime at,
        [FromHeader] DateTimeOffset? moment,
        [FromHeader] DateOnly day,
        [FromHeader] TimeOnly? time,
        [FromHeader] TimeSpan span,
        [FromHeader] Uri? link,
        [FromHeader] DayOfWeek weekday,
        [FromHeader(Name = "X-Tenant")] string tenant,
        [FromHeader(Name = "X-Optional")] string? optional,
        JobContext job) { }
}
