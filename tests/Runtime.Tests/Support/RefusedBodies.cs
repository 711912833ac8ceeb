using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Types of bodies that refuse values, each in its own way.</summary>
internal static class RefusedBodies
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Cat), "cat")]
    [JsonDerivedType(typeof(Dog), 7)]
    internal abstract record Animal(string Name);

    internal sealed record Cat(string Name, int Lives) : Animal(Name)
    {
        public Mail? Owner { get; init; }

        public required string Colour { get; init; }
    }

    internal sealed record Dog(string Name) : Animal(Name);

    internal sealed record Mail(string Address)
    {
        public string Host { get; } = new MailAddress(Address).Host;
    }

    internal sealed record Span(int From, int To)
    {
        public int Width { get; } = To >= From ? To - From : throw new InvalidOperationException("secret");
    }

    internal sealed record Small(int A)
    {
        public byte B { get; } = checked((byte)A);
    }

    internal sealed class Setter
    {
        private int _count;

        public int Count
        {
            get => _count;
            set => _count = value >= 0 ? value : throw new NotSupportedException("secret");
        }

        public List<int>? Rest { get; set; }
    }

    internal sealed record Must
    {
        [JsonRequired]
        public string? Text { get; init; }

        public required int Number { get; init; }
    }

    [JsonConverter(typeof(CodeConverter))]
    internal readonly record struct Code(string Text);

    internal sealed class CodeConverter : JsonConverter<Code>
    {
        public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return new Code(document.RootElement.GetProperty("code").GetString()!);
        }

        public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }

    /// <summary>Holds one of each, at some depth.</summary>
    internal sealed record Holder
    {
        public List<Animal>? Pets { get; init; }

        public Dictionary<string, Mail>? Mails { get; init; }

        public Span? Span { get; init; }

        public Small? Small { get; init; }

        public Setter? Setter { get; init; }

        public Must[]? Musts { get; init; }

        public Code? Code { get; init; }

        [JsonPropertyName("odd name")]
        public Span? Odd { get; init; }
    }

    internal abstract record Nameless(string Name);

    internal sealed record Impossible(string Name, Nameless? Inner, Type? Kind);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RefusedBodies.Holder))]
[JsonSerializable(typeof(RefusedBodies.Animal))]
internal sealed partial class RefusedBodiesJson : JsonSerializerContext;
