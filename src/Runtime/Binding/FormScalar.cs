using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace AsyncJobs.Binding;

/// <summary>Reads a simple value from the text of a form's field, and writes it as the serializer of its type reads it.</summary>
internal abstract class FormScalar
{
    private static readonly ConcurrentDictionary<Type, FormScalar> s_enumerations = new();

    private static readonly Dictionary<Type, FormScalar> s_scalars = new()
    {
        [typeof(string)] = new Simple<string>(Scalar.String),
        [typeof(bool)] = new Simple<bool>(Scalar.Boolean),
        [typeof(char)] = new Simple<char>(Scalar.Char),
        [typeof(Guid)] = new Simple<Guid>(Scalar.Guid),
        [typeof(Uri)] = new Simple<Uri>(Scalar.Uri),
        [typeof(DateTime)] = new Simple<DateTime>(Scalar.DateTime),
        [typeof(DateTimeOffset)] = new Simple<DateTimeOffset>(Scalar.DateTimeOffset),
        [typeof(DateOnly)] = new Simple<DateOnly>(Scalar.DateOnly),
        [typeof(TimeOnly)] = new Simple<TimeOnly>(Scalar.TimeOnly),
        [typeof(TimeSpan)] = new Simple<TimeSpan>(Scalar.TimeSpan),
        [typeof(sbyte)] = new Number<sbyte>(Scalar.Integer<sbyte>()),
        [typeof(byte)] = new Number<byte>(Scalar.Integer<byte>()),
        [typeof(short)] = new Number<short>(Scalar.Integer<short>()),
        [typeof(ushort)] = new Number<ushort>(Scalar.Integer<ushort>()),
        [typeof(int)] = new Number<int>(Scalar.Integer<int>()),
        [typeof(uint)] = new Number<uint>(Scalar.Integer<uint>()),
        [typeof(long)] = new Number<long>(Scalar.Integer<long>()),
        [typeof(ulong)] = new Number<ulong>(Scalar.Integer<ulong>()),
        [typeof(Int128)] = new Number<Int128>(Scalar.Integer<Int128>()),
        [typeof(UInt128)] = new Number<UInt128>(Scalar.Integer<UInt128>()),
        [typeof(Half)] = new Number<Half>(Scalar.Floating<Half>()),
        [typeof(float)] = new Number<float>(Scalar.Floating<float>()),
        [typeof(double)] = new Number<double>(Scalar.Floating<double>()),
        [typeof(decimal)] = new Number<decimal>(Scalar.Floating<decimal>()),
    };

    /// <summary>What a text must look like, to end the sentence "must be …".</summary>
    public abstract string Expected { get; }

    /// <summary>How a type is read; null where it is not simple.</summary>
    public static FormScalar? Of(Type type) =>
        type.IsEnum ? s_enumerations.GetOrAdd(type, static type => new Enumeration(type)) : s_scalars.GetValueOrDefault(type);

    /// <summary>Writes the value.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="json">Takes the value.</param>
    /// <param name="type">Its type as JSON.</param>
    /// <returns>False where the text is no such value.</returns>
    public abstract bool TryWrite(ReadOnlySpan<byte> utf8, Utf8JsonWriter json, JsonTypeInfo type);

    private sealed class Simple<T>(Scalar<T> scalar) : FormScalar
        where T : notnull
    {
        public override string Expected => scalar.Expected;

        public override bool TryWrite(ReadOnlySpan<byte> utf8, Utf8JsonWriter json, JsonTypeInfo type)
        {
            if (!scalar.TryParse(utf8, out T? value))
                return false;

            JsonSerializer.Serialize(json, value!, (JsonTypeInfo<T>)type);
            return true;
        }
    }

    // As a number in any case: a type may be written as a string that is not read from one.
    private sealed class Number<T>(Scalar<T> scalar) : FormScalar
        where T : struct, INumberBase<T>
    {
        public override string Expected => scalar.Expected;

        public override bool TryWrite(ReadOnlySpan<byte> utf8, Utf8JsonWriter json, JsonTypeInfo type)
        {
            if (!scalar.TryParse(utf8, out T value))
                return false;

            json.WriteRawValue(scalar.Format(value), skipInputValidation: true);
            return true;
        }
    }

    // A type that is known at run time only has no Scalar of its own; the names and what counts as one are the same.
    private sealed class Enumeration : FormScalar
    {
        private readonly EnumNames _names;

        [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "What keeps an enumeration keeps its fields.")]
        public Enumeration(Type type) => _names = EnumNames.Of(type);

        public override string Expected => _names.Expected;

        public override bool TryWrite(ReadOnlySpan<byte> utf8, Utf8JsonWriter json, JsonTypeInfo type)
        {
            if (!Utf8.IsValid(utf8) || _names.ToCodes(Encoding.UTF8.GetString(utf8)) is not { } codes)
                return false;

            JsonSerializer.Serialize(json, Enum.Parse(type.Type, codes), type);
            return true;
        }
    }
}
