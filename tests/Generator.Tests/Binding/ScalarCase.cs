using System.Text;
using AsyncJobs.Binding;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Generator.Tests.Binding;

/// <summary>One scalar type with values to try it on.</summary>
public abstract class ScalarCase(string name)
{
    private readonly string _name = name;

    public abstract void CheckRoundTrip();

    public abstract void CheckArbitraryBytes();

    public override string ToString() => _name;

    internal static ScalarCase Of<T>(string name, Scalar<T> scalar, Gen<T> values)
        where T : notnull => new Case<T>(name, scalar, values);

    private sealed class Case<T>(string name, Scalar<T> scalar, Gen<T> values) : ScalarCase(name)
        where T : notnull
    {
        private static readonly Gen<byte[]> s_bytes = Gen.OneOf(
            Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(),
            Gen.Elements("0123456789+-.,:eETZ/{}() \t\0truefalseINFinityNaN\u2212\u0660\u0130\ufffd".ToCharArray())
                .ArrayOf()
                .Select(static chars => Encoding.UTF8.GetBytes(chars)));

        public override void CheckRoundTrip() => Check(values, value =>
        {
            string text = scalar.Format(value);
            Assert.True(scalar.TryParse(Encoding.UTF8.GetBytes(text), out T? read), $"{text} is not read");
            Assert.Equal(value, read);
            Assert.Equal(text, scalar.Format(read!));
        });

        public override void CheckArbitraryBytes() =>
            Check(Gen.OneOf(s_bytes, Mutated(values)), bytes =>
            {
                if (scalar.TryParse(bytes, out T? value))
                {
                    Assert.True(scalar.TryParse(Encoding.UTF8.GetBytes(scalar.Format(value!)), out T? again));
                    Assert.Equal(value, again);
                }
            });

        private Gen<byte[]> Mutated(Gen<T> valid) =>
            from value in valid
            from noise in Gen.Choose(0, 255)
            from position in Gen.Choose(0, 63)
            let bytes = Encoding.UTF8.GetBytes(scalar.Format(value))
            select bytes.Length == 0 ? bytes : [.. bytes[..(position % bytes.Length)], (byte)noise, .. bytes[(position % bytes.Length + 1)..]];

        private static void Check<TValue>(Gen<TValue> values, Action<TValue> body) =>
            Prop.ForAll(values.ToArbitrary(), body).Check(RandomCases.Config.WithMaxTest(300).WithQuietOnSuccess(true));
    }
}
