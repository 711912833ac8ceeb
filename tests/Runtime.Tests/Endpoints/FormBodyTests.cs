using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>Forms as bodies.</summary>
public sealed class FormBodyTests
{
    private const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<bool> Contexts => [true, false];

    [Theory]
    [MemberData(nameof(Contexts))]
    public async Task Fields_are_the_members_of_the_body(bool isReflected)
    {
        OrderForm order = await BindAsync(
            "Name=J%C3%B6rg+M&count=3&gift=TRUE&price=1.50&day=2026-03-01&speed=next-day&fallback=&named=slow&extras=wrap,+insured"
            + "&id=7d444840-9dc0-11d1-b245-5ffdce74fad2&site=https%3A%2F%2Fexample.org%2F%3Fa%3Db&tags=a&sizes=1&tags=b%26c&sizes=2&speeds=Slow&speeds=NextDay"
            + "&first+name=&key=aGk%3D&serial=9007199254740993&unknown=1&hidden=x&&=&count=9",
            TypeOf(isReflected));

        Assert.Equal(("Jörg M", 3, true, 1.50m), (order.Name, order.Count, order.Gift, order.Price));
        Assert.Equal((new DateOnly(2026, 3, 1), OrderSpeed.NextDay, null, OrderSpeed.Slow), (order.Day, order.Speed, order.Fallback, order.Named));
        Assert.Equal(OrderExtras.Wrap | OrderExtras.Insured, order.Extras);
        Assert.Equal((Guid.Parse("7d444840-9dc0-11d1-b245-5ffdce74fad2"), new Uri("https://example.org/?a=b")), (order.Id, order.Site));
        Assert.Equal(["a", "b&c"], order.Tags!);
        Assert.Equal([1, 2], order.Sizes);
        Assert.Equal([OrderSpeed.Slow, OrderSpeed.NextDay], order.Speeds);
        Assert.Equal(("", "hi", 9007199254740993, null), (order.FirstName, Encoding.UTF8.GetString(order.Key!), order.Serial, order.Hidden));
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public async Task Every_field_that_is_wrong_is_named(bool isReflected)
    {
        Reply reply = await AcceptAsync("name=a&count=many&gift=1&speed=1&sizes=1&sizes=x&day=tomorrow&inner=x&id=&tags=%FF", TypeOf(isReflected));

        Assert.Equal(400, reply.StatusCode);
        Assert.Equal(
            [
                "body $.count: must be a whole number from -2147483648 to 2147483647",
                "body $.day: must be a date such as 2026-01-31",
                "body $.gift: must be true or false",
                $"body $.id: must be {Scalar.Guid.Expected}",
                "body $.inner: cannot be given by a form, only by JSON",
                "body $.sizes: must be a whole number from -2147483648 to 2147483647",
                "body $.speed: must be one of Slow, next-day",
                "body $.tags: must be text in UTF-8",
            ],
            reply.Faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_member_that_is_required_is_named_without_a_place_that_no_form_has()
    {
        Reply reply = await AcceptAsync("gift=true", OrderFormJson.Default.OrderForm);

        Assert.Equal(["body $.name: is required", "body $.count: is required"], reply.Faults);
    }

    [Fact]
    public async Task A_converter_that_refuses_a_text_is_a_fault_of_its_member()
    {
        Reply reply = await AcceptAsync("name=a&count=1&key=***", TypeOf(isReflected: true));

        Assert.Equal(["body $.key: has a value of the wrong type"], reply.Faults);
    }

    [Fact]
    public async Task A_type_that_wants_no_other_members_gets_none()
    {
        JsonSerializerOptions strict = new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };

        Reply reply = await AcceptAsync("name=a&count=1&other=2", (JsonTypeInfo<OrderForm>)strict.GetTypeInfo(typeof(OrderForm)));

        Assert.Equal(["body $.other: is not a member of the body"], reply.Faults);
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(RefusedBodies.Animal))]
    public async Task What_has_no_members_of_its_own_takes_no_form(Type type)
    {
        JobDefinition job = (JobDefinition)Activator.CreateInstance(typeof(BodyJob<>).MakeGenericType(type), [null])!;

        Reply reply = await new Bed().AcceptAsync(BodyEvent.Of(SampleEvent.HttpApi, Form, "a=1"u8, asText: true), job);

        Assert.Equal((415, "The body must be JSON. Send it with 'Content-Type: application/json'."), (reply.StatusCode, (string)reply.Body["message"]!));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "Forms of several parts")]
    [InlineData("text/plain", "must be JSON or a form")]
    public async Task Any_other_type_is_refused_with_what_can_be_sent(string type, string said)
    {
        Reply reply = await new Bed().AcceptAsync(BodyEvent.Of(SampleEvent.HttpApi, type, "a=1"u8), new BodyJob<OrderForm>());

        Assert.Equal(415, reply.StatusCode);
        Assert.Contains(said, (string)reply.Body["message"]!, StringComparison.Ordinal);
    }

    // curl sends what follows -d as a form.
    [Theory]
    [InlineData("""{"name":"a","count":1}""")]
    [InlineData("""  {"name":"a=b&name=c&count=1"}""")]
    [InlineData("""[1]""")]
    public async Task JSON_that_says_it_is_a_form_is_not_read_as_one(string body)
    {
        Reply reply = await AcceptAsync(body, TypeOf(isReflected: true));

        Assert.Equal(415, reply.StatusCode);
        Assert.Contains("'Content-Type: application/json'", (string)reply.Body["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_bytes_make_a_form_throw()
    {
        Gen<byte[]> forms = Gen.OneOf(
            Gen.Choose(0, 255).Select(static value => (byte)value).ListOf().Select(static list => list.ToArray()),
            Gen.Elements("name", "count", "tags", "sizes", "inner", "=", "&", "%", "%C3", "+", "1", "é", "\0", "%ED%A0%80", "{").ListOf().Select(static parts => Encoding.UTF8.GetBytes(string.Concat(parts))));
        BodyJob<OrderForm> job = new(OrderFormJson.Default.OrderForm);
        Bed bed = new();

        Prop.ForAll(forms.ToArbitrary(), form =>
        {
            Reply reply = bed.AcceptAsync(BodyEvent.Of(SampleEvent.HttpApi, Form, form), job).GetAwaiter().GetResult();
            Assert.Contains(reply.StatusCode, (int[])[202, 400, 415]);
        }).Check(RandomCases.Config.WithMaxTest(500).WithQuietOnSuccess(true));
        await Task.CompletedTask;
    }

    private static JsonTypeInfo<OrderForm> TypeOf(bool isReflected) => isReflected ? JobJson.Reflected<OrderForm>() : OrderFormJson.Default.OrderForm;

    private static Task<Reply> AcceptAsync(string form, JsonTypeInfo<OrderForm> type) =>
        new Bed().AcceptAsync(BodyEvent.Of(SampleEvent.HttpApi, Form + "; charset=UTF-8", Encoding.UTF8.GetBytes(form), asText: true), new BodyJob<OrderForm>(type));

    private static async Task<OrderForm> BindAsync(string form, JsonTypeInfo<OrderForm> type)
    {
        Bed bed = new();
        BodyJob<OrderForm> job = new(type);
        Reply reply = await bed.AcceptAsync(BodyEvent.Of(SampleEvent.RestApi, Form, Encoding.UTF8.GetBytes(form)), job);
        Assert.True(reply.StatusCode == 202, reply.Body.ToJsonString());
        await bed.WorkAsync(job);
        return job.Last!;
    }
}
