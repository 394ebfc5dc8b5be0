using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Modules.Tests.Platform.Persistence;

/// <summary>
/// The whole model, as each database has it, keeps the rules of a schema that can be spread; and each rule notices a
/// small model that breaks it.
/// </summary>
public sealed class ModelRulesTests
{
    private static readonly IReadOnlyList<IModel> Models = [Whole(new SqliteSchemaFactory().CreateDbContext([])),
        Whole(new PostgresSchemaFactory().CreateDbContext([]))];

    [Fact]
    public void Every_entity_states_its_class_and_has_its_own_table()
    {
        Models.SelectMany(ModelRules.Unclassed).ShouldBeEmpty();
        Models.SelectMany(ModelRules.Shared).ShouldBeEmpty();
        ModelRules.Unclassed(Bad(model => model.Entity<NoClass>())).ShouldBe(["NoClass"]);
        ModelRules.Shared(Bad(model =>
        {
            model.Entity<Paid>().ToTable("one").HasKey(row => new { row.PersonId, row.Id });
            model.Entity<Note>().ToTable("one").HasKey(row => new { row.PersonId, row.Id });
            model.Entity<Note>().HasOne<Paid>().WithOne().HasForeignKey<Note>(row => new { row.PersonId, row.Id });
        })).ShouldBe(["one"]);
    }

    [Fact]
    public void Every_key_and_unique_index_begins_with_the_sharding_column()
    {
        Models.SelectMany(ModelRules.Scattered).ShouldBeEmpty();
        ModelRules.Scattered(Bad(model => model.Entity<Paid>().HasKey(row => row.Id))).ShouldBe(["Paid: id"]);
        ModelRules.Scattered(Bad(model =>
        {
            Keyed<Paid>(model).HasKey("PersonId", "Id");
            model.Entity<Paid>().HasIndex(row => row.Receipt).IsUnique();
        })).ShouldBe(["Paid: receipt"]);
        ModelRules.Scattered(Bad(model =>
        {
            Keyed<Paid>(model).HasKey("PersonId", "Id");
            model.Entity<Paid>().HasAlternateKey(row => row.Receipt);
        })).ShouldBe(["Paid: receipt"]);
        ModelRules.Scattered(Bad(model => model.Entity<Desk>().HasKey(row => new { row.Id, row.InstId })))
            .ShouldBe(["Desk: id, inst_id"]);
    }

    [Fact]
    public void The_sharding_column_is_always_there_and_never_changes()
    {
        Models.SelectMany(ModelRules.Wandering).ShouldBeEmpty();
        ModelRules.Wandering(Bad(model => model.Entity<Lost>().HasKey(row => row.Id))).ShouldBe(["Lost"]);
        ModelRules.Wandering(Bad(model => model.Entity<Paid>().HasKey(row => row.Id))).ShouldBe(["Paid"]);
        ModelRules.Wandering(Bad(model => model.Entity<Paid>().HasNoKey())).ShouldBe(["Paid"]);
    }

    [Fact]
    public void No_key_and_no_other_value_is_made_by_the_database()
    {
        Models.SelectMany(ModelRules.MadeByTheDatabase).ShouldBeEmpty();
        ModelRules.MadeByTheDatabase(Bad(model =>
            Keyed<Paid>(model).Property(row => row.Number).UseIdentityByDefaultColumn())).ShouldBe(["Paid.Number"]);
        ModelRules.MadeByTheDatabase(Bad(model =>
            Keyed<Paid>(model).Property(row => row.Id).HasDefaultValueSql("gen_random_uuid()"))).ShouldBe(["Paid.Id"]);
        ModelRules.MadeByTheDatabase(Bad(model =>
            Keyed<Paid>(model).Property(row => row.Receipt).HasComputedColumnSql("'R'", stored: true)))
            .ShouldBe(["Paid.Receipt"]);
        ModelRules.MadeByTheDatabase(Bad(model =>
        {
            Keyed<Paid>(model);
            model.HasSequence("receipt_number");
        })).ShouldBe(["receipt_number"]);
    }

    [Fact]
    public void The_only_concurrency_token_is_version()
    {
        Models.SelectMany(ModelRules.OtherTokens).ShouldBeEmpty();
        ModelRules.OtherTokens(Bad(model =>
            Keyed<Paid>(model).Property(row => row.Receipt).IsConcurrencyToken())).ShouldBe(["Paid.Receipt"]);
        ModelRules.OtherTokens(Bad(model =>
            Keyed<Paid>(model).Property<uint>("Seen").HasColumnName("xmin").IsConcurrencyToken()))
            .ShouldNotBeEmpty();
        ModelRules.OtherTokens(Bad(model =>
            Keyed<Paid>(model).Property(row => row.Version).IsConcurrencyToken(false))).ShouldBe(["Paid.Version"]);
    }

    [Fact]
    public void Foreign_keys_stay_on_one_node()
    {
        Models.SelectMany(ModelRules.Crossing).ShouldBeEmpty();
        Models.SelectMany(model => model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())).ShouldNotBeEmpty();
        ModelRules.Crossing(Bad(model =>
        {
            Keyed<Paid>(model).HasOne<Desk>().WithMany().HasForeignKey(row => new { row.InstId, row.Other });
            Keyed<Desk>(model, "InstId");
        })).ShouldBe(["Paid -> Desk"]);
        ModelRules.Crossing(Bad(model =>
        {
            Keyed<Price>(model, "Id").HasOne<Desk>().WithMany().HasForeignKey(row => new { row.InstId, row.Other });
            Keyed<Desk>(model, "InstId");
        })).ShouldBe(["Price -> Desk"]);
        ModelRules.Crossing(Bad(model =>
        {
            Keyed<Paid>(model).HasOne<Note>().WithMany().HasForeignKey(row => new { row.Other, row.Id });
            Keyed<Note>(model);
        })).ShouldBe(["Paid -> Note"]);
        ModelRules.Crossing(Bad(model =>
        {
            Keyed<Paid>(model).HasOne<Note>().WithMany().HasForeignKey(row => new { row.PersonId, row.Other })
                .OnDelete(DeleteBehavior.SetNull);
            Keyed<Note>(model);
        })).ShouldBe(["Paid -> Note"]);
        ModelRules.Crossing(Bad(model =>
        {
            Keyed<Job>(model, "Id").HasOne<Price>().WithMany().HasForeignKey(row => row.PriceId);
            model.Entity<Price>().HasKey(row => row.Id);
        })).ShouldBe(["Job -> Price"]);
        ModelRules.Crossing(Bad(model =>
        {
            Keyed<Paid>(model).HasOne<Price>().WithMany().HasForeignKey(row => row.Other);
            model.Entity<Price>().HasKey(row => row.Id);
        })).ShouldBeEmpty("a person's row may name a reference row");
    }

    [Fact]
    public void No_trigger_carries_a_rule()
    {
        Models.SelectMany(ModelRules.Triggers).ShouldBeEmpty();
        ModelRules.Triggers(Bad(model => Keyed<Paid>(model).ToTable(table => table.HasTrigger("guard"))))
            .ShouldBe(["guard"]);
    }

    [Fact]
    public void Tables_carry_their_modules_name_and_columns_are_snake_case()
    {
        var entities = Models[0].GetEntityTypes().ToList();
        entities.Where(entity => entity.GetTableName()!.Split('_')[0]
            is not ("platform" or "trail" or "registry" or "visits" or "settlement" or "exchange"
                or "agreements" or "prices" or "acceptance" or "publicservice" or "prescriptions"))
            .Select(entity => entity.GetTableName()).ShouldBeEmpty();
        entities.SelectMany(entity => entity.GetFlattenedProperties()).Select(property => property.GetColumnName())
            .Where(name => name.Any(char.IsUpper)).ShouldBeEmpty();
    }

    private static IModel Whole(DbContext db)
    {
        using (db)
        {
            return db.GetService<IDesignTimeModel>().Model;
        }
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> Keyed<T>(
        ModelBuilder model, string first = "PersonId")
        where T : class
    {
        var entity = model.Entity<T>();
        entity.HasKey(first == "Id" ? ["Id", "InstId"] : [first, "Id"]);
        foreach (var part in entity.Metadata.FindPrimaryKey()!.Properties)
        {
            part.ValueGenerated = ValueGenerated.Never;
        }

        if (entity.Metadata.FindProperty("Version") is { } version)
        {
            version.IsConcurrencyToken = true;
        }

        return entity;
    }

    /// <summary>A model of a few entities, over PostgreSQL and with the platform's names; never connects.</summary>
    private static IModel Bad(Action<ModelBuilder> build)
    {
        using var db = new BadContext(build);
        return db.GetService<IDesignTimeModel>().Model;
    }

    private sealed class BadContext(Action<ModelBuilder> build) : DbContext(
        new DbContextOptionsBuilder().UseNpgsql("Host=localhost;Database=none")
            .ReplaceService<IModelCacheKeyFactory, NeverCached>().Options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            MingsuanModel.Configure(configurationBuilder);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => build(modelBuilder);
    }

    private sealed class NeverCached : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => new();
    }

    private sealed class NoClass
    {
        public Guid Id { get; set; }
    }

    [TableClass(TableClass.Person)]
    private sealed class Lost
    {
        public Guid Id { get; set; }
    }

    [TableClass(TableClass.Person)]
    private sealed class Paid
    {
        public Guid PersonId { get; set; }

        public Guid Id { get; set; }

        public Guid InstId { get; set; }

        public Guid Other { get; set; }

        public string Receipt { get; set; } = "";

        public int Number { get; set; }

        public int Version { get; set; }
    }

    [TableClass(TableClass.Person)]
    private sealed class Note
    {
        public Guid PersonId { get; set; }

        public Guid Id { get; set; }
    }

    [TableClass(TableClass.Institution)]
    private sealed class Desk
    {
        public Guid InstId { get; set; }

        public Guid Id { get; set; }
    }

    [TableClass(TableClass.Reference)]
    private sealed class Price
    {
        public Guid Id { get; set; }

        public Guid InstId { get; set; }

        public Guid Other { get; set; }
    }

    [TableClass(TableClass.Local)]
    private sealed class Job
    {
        public Guid Id { get; set; }

        public Guid InstId { get; set; }

        public Guid PriceId { get; set; }
    }
}
