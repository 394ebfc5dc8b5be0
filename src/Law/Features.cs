namespace Mingsuan.Law;

/// <summary>Whether a feature is there.</summary>
public enum FeatureState
{
    Planned,
    Fulfilled,
}

/// <summary>How a test reaches the feature.</summary>
public enum TestReach
{
    Unit,
    Http,
    Browser,
}

/// <summary>A test that carries a feature, as <c>project:Class.Method</c>.</summary>
public sealed record FeatureTest(string Name, TestReach Reach);

/// <summary>功能 — a behaviour of the platform that clauses ask for.</summary>
public sealed record Feature(string Name, FeatureState State, IReadOnlyList<FeatureTest> Tests)
{
    /// <summary>A fulfilled feature is carried by at least one test over HTTP or in a browser.</summary>
    public bool IsProven => State == FeatureState.Planned || Tests.Any(test => test.Reach != TestReach.Unit);
}

/// <summary>
/// 功能清单 — every feature that an obligation may name. A line for each: <c>Planned("name")</c>, or
/// <c>Fulfilled("name", Http("Modules.Tests:Class.Method"))</c> when a test over HTTP or in a browser carries it.
/// </summary>
public static class Features
{
    private const string StrictSettles =
        "A_strict_institution_settles_once_all_four_records_are_there";

    public static IReadOnlyList<Feature> All { get; } =
    [
        Fulfilled(
            "document-register",
            Http("Modules.Tests:DocumentTests.A_refusal_for_a_licence_leads_to_the_measures_that_ask_for_it")),
        Fulfilled(
            "document-relations",
            Http("Modules.Tests:DocumentTests.An_area_is_told_its_price_documents_and_the_chain_of_each"),
            Http("Modules.Tests:DocumentTests." +
                "A_city_and_its_province_are_found_with_the_document_whose_text_is_missing"),
            Http("Modules.Tests:DocumentTests.Whatever_rests_on_a_document_is_told_however_far")),
        Fulfilled(
            "institution-qualification",
            Http("Modules.Tests:ServingTests." +
                "An_institution_whose_designation_was_suspended_or_revoked_is_not_paid"),
            Http("Modules.Tests:DocumentTests.A_refusal_for_a_licence_leads_to_the_measures_that_ask_for_it"),
            Unit("Modules.Tests:ImportTests." +
                "Each_wrong_row_is_named_with_what_to_do_and_only_the_good_ones_are_written")),
        Fulfilled(
            "practitioner-eligibility",
            Http("Modules.Tests:SanctionTests.A_suspended_doctor_is_refused_in_both_channels_until_restored"),
            Http("Modules.Tests:SanctionTests." +
                "A_line_ordered_by_a_terminated_doctor_is_refused_though_another_holds_the_visit")),
        Fulfilled(
            "real-name-visit",
            Http("Modules.Tests:EvidenceTests." + StrictSettles)),
        Fulfilled(
            "follow-up-proof",
            Http("Modules.Tests:EvidenceTests." +
                "A_follow_up_is_proven_by_what_the_institution_states_and_marked_as_not_verified")),
        Fulfilled(
            "turn-offline",
            Http("Modules.Tests:EvidenceTests." +
                "A_record_is_kept_beside_the_last_and_a_visit_turned_offline_prescribes_no_more")),
        Fulfilled(
            "consultation-advice",
            Http("Modules.Tests:PublicationTests." +
                "An_announcement_is_drafted_published_dated_and_withdrawn_with_its_history"),
            Http("Modules.Tests:ConsultationTests." +
                "A_question_gets_a_number_and_a_secret_and_only_the_secret_opens_its_answer"),
            Http("Modules.Tests:ConsultationTests." +
                "A_consultation_is_no_visit_and_takes_no_record_no_fee_line_and_no_settlement"),
            Http("Modules.Tests:DutyTests." +
                "The_list_says_who_is_on_duty_and_the_public_is_told_the_kind_and_the_gaps")),
        Fulfilled(
            "e-prescription",
            Http("Modules.Tests:RxShellTests.From_the_pre_check_to_the_medicine_in_hand_through_the_shell"),
            Unit("Modules.Tests:RxUploadTests.A_wrong_signer_a_changed_text_and_a_self_review_have_their_own_codes"),
            Unit("Modules.Tests:RxLifeTests." +
                "Whatever_is_asked_in_whatever_order_only_listed_moves_are_made_and_nothing_is_dispensed_twice")),
        Fulfilled(
            "pharmacist-review",
            Http("Modules.Tests:EvidenceTests." + StrictSettles),
            Http("Modules.Tests:EvidenceTests." +
                "A_declaring_institution_is_warned_of_what_it_did_not_name_and_held_to_the_known"),
            Unit("Modules.Tests:RxLifeTests.Nobody_reviews_his_own_and_what_was_signed_is_what_was_checked")),
        Planned("prescription-circulation"),
        Planned("prescription-delivery"),
        Fulfilled(
            "cross-area-recognition",
            Http("Modules.Tests:RxShellTests.A_prescription_is_taken_only_where_the_list_of_its_area_says_so")),
        Planned("online-settlement"),
        Fulfilled(
            "settlement-retry",
            Http("Modules.Tests:SettlementTests." +
                "A_repeated_settlement_answers_the_first_one_and_another_is_refused"),
            Http("Modules.Tests:SettlementTests." +
                "A_lost_answer_is_undone_once_and_the_batch_can_be_charged_again")),
        Fulfilled(
            "settlement-evidence",
            Http("Modules.Tests:EvidenceTests." + StrictSettles),
            Http("Modules.Tests:EvidenceTests." +
                "A_declaring_institution_is_warned_of_what_it_did_not_name_and_held_to_the_known"),
            Unit("Modules.Tests:RxLifeTests." +
                "What_a_settlement_charged_no_other_one_charges_until_it_is_taken_back")),
        Fulfilled(
            "agreement-application",
            Http("Modules.Tests:ApplicationRoadTests.A_hospital_goes_from_nothing_to_an_agreement_in_force"),
            Http("Modules.Tests:ApplicationRoadTests." +
                "After_a_refusal_the_hospital_waits_three_full_months_from_its_service"),
            Http("Modules.Tests:ApplicationRoadTests." +
                "An_internet_hospital_applies_through_the_physical_one_that_it_depends_on"),
            Http("Modules.Tests:ApplicationRoadTests.It_may_be_withdrawn_and_nobody_is_opened_without_asking"),
            Unit("Modules.Tests:RandomLifeTests." +
                "Whatever_is_asked_in_whatever_order_no_illegal_state_is_reached")),
        Fulfilled(
            "agreement-clock",
            Http("Modules.Tests:ApplicationRoadTests.Punctuality_tells_who_kept_which_term"),
            Unit("Modules.Tests:ApplicationLifeTests.Ten_working_days_are_those_of_the_official_calendar"),
            Unit("Modules.Tests:ApplicationLifeTests." +
                "Three_months_end_on_the_corresponding_day_or_the_next_working_one")),
        Fulfilled(
            "agreement-terms",
            Http("Modules.Tests:ApplicationRoadTests.A_hospital_goes_from_nothing_to_an_agreement_in_force"),
            Http("Modules.Tests:CascadeTests." +
                "A_renewed_main_agreement_leaves_a_renewal_to_sign_with_the_old_terms"),
            Unit("Modules.Tests:ApplicationLifeTests.A_text_without_one_of_the_seven_parts_names_it")),
        Fulfilled(
            "agreement-signing",
            Http("Modules.Tests:ApplicationRoadTests.A_hospital_goes_from_nothing_to_an_agreement_in_force")),
        Fulfilled(
            "agreement-cascade",
            Http("Modules.Tests:CascadeTests." +
                "After_the_main_agreements_suspension_the_next_settlement_online_is_refused_with_its_clause"),
            Http("Modules.Tests:CascadeTests." +
                "A_suspended_supplementary_agreement_stops_online_only_and_leaves_the_main_one_to_an_officer"),
            Unit("Modules.Tests:AgreementLifeTests." +
                "Restoring_the_main_one_restores_nothing_that_was_suspended_for_another_reason")),
        Fulfilled(
            "joint-ticket",
            Http("Modules.Tests:ApplicationRoadTests.A_hospital_goes_from_nothing_to_an_agreement_in_force")),
        Planned("agreement-appraisal"),
        Fulfilled(
            "appraisal-record",
            Http("Modules.Tests:AppraisalTests." +
                "A_year_is_scored_over_both_channels_and_recorded_with_what_it_came_from"),
            Unit("Modules.Tests:AppraisalTests." +
                "Points_are_in_proportion_and_the_deduction_is_a_share_of_the_deposit")),
        Planned("acceptance-test"),
        Fulfilled(
            "acceptance-run",
            Http("Modules.Tests:ClientTests.A_sound_client_passes_and_nothing_real_is_touched"),
            Http("Modules.Tests:ClientTests.A_faulty_client_fails_in_exactly_the_named_places"),
            Http("Modules.Tests:ClientTests.A_report_holds_until_one_word_of_it_is_changed"),
            Http("Modules.Tests:DecisionTests." +
                "A_passed_report_is_accepted_once_every_document_is_found_good"),
            Unit("Modules.Tests:JudgeTests.A_channel_is_stated_and_kept_and_a_line_is_mapped")),
        Fulfilled(
            "public-directory",
            Browser("Browser.Tests:InstitutionPagesTests.The_list_is_searched_by_initials_district_and_department"),
            Browser("Browser.Tests:InstitutionPagesTests.An_institution_shows_people_services_and_prices"),
            Http("Modules.Tests:SanctionTests.A_suspended_doctor_is_refused_in_both_channels_until_restored")),
        Fulfilled(
            "review-rules",
            Http("Modules.Tests:ReviewTests." +
                "A_visit_split_in_two_is_found_online_and_offline_alike_and_a_reversed_one_is_no_visit"),
            Http("Modules.Tests:ReviewTests." +
                "A_doctor_in_two_places_in_one_minute_is_found_and_each_supervisor_sees_what_is_theirs"),
            Http("Modules.Tests:ReviewTests." +
                "A_follow_up_beside_a_consultation_is_refused_with_its_rule_and_clause"),
            Unit("Policy.Tests:ReviewerTests.The_order_of_the_history_changes_nothing"),
            Unit("Policy.Tests:ReviewFormTests.A_rule_that_leaves_out_visits_online_does_not_load")),
        Planned("claims-review"),
        Planned("review-sampling"),
        Planned("oversight-cases"),
        Fulfilled(
            "supervision-view",
            Http("Modules.Tests:SupervisionTests.Each_supervisor_sees_its_own_view_of_the_same_services"),
            Http("Modules.Tests:SupervisionTests.A_view_ends_at_the_officers_reach_and_at_a_quarter")),
        Planned("oversight-sanctions"),
        Planned("credit-record"),
        Planned("public-complaint"),
        Planned("trace-chain"),
        Planned("patient-records"),
        Planned("weekly-report"),
        Planned("report-templates"),
        Planned("code-maintenance"),
        Planned("interface-onboarding"),
        Fulfilled(
            "role-separation",
            Http("Modules.Tests:AuthorisationMatrixTests." +
                "Administration_pays_nothing_out_and_the_agency_changes_no_policy"),
            Http("Modules.Tests:AuthorisationMatrixTests." +
                "Every_route_serves_the_roles_that_the_list_says_and_nobody_else")),
        Fulfilled(
            "two-person-rule",
            Http("Modules.Tests:LawDraftTests." +
                "A_region_that_nobody_has_seen_is_law_as_soon_as_two_officers_say_so"),
            Http("Modules.Tests:BudgetDecisionTests.A_figure_counts_only_once_a_second_officer_has_approved_it")),
        Planned("audit-trail"),
        Planned("data-protection"),
        Planned("e-certificate"),
        Fulfilled(
            "training-record",
            Http("Modules.Tests:HistoryTests." +
                "Training_is_entered_by_the_hospital_read_by_the_agency_and_exported_by_year")),
        Planned("service-date-version"),
        Planned("situation-switch"),
        Planned("first-visit-binding"),
        Fulfilled(
            "long-prescription",
            Http("Modules.Tests:RxShellTests.From_the_pre_check_to_the_medicine_in_hand_through_the_shell")),
        Planned("appointment"),
        Planned("duration-record"),
        Planned("retail-reconciliation"),
        Fulfilled(
            "law-library",
            Browser("Browser.Tests:LawPagesTests.A_document_shows_its_examples_as_they_run"),
            Unit("Modules.Tests:LawVerbTests.The_shipped_library_is_good_and_its_report_has_the_shape_of_the_contract"),
            Unit("Policy.Tests:InventedRegionTests.A_region_that_the_project_has_never_seen_works_from_files_alone")),
        Fulfilled(
            "law-pages",
            Browser("Browser.Tests:LawPagesTests.A_document_shows_its_examples_as_they_run"),
            Browser("Browser.Tests:LawPagesTests.The_library_is_searched_by_what_clauses_say")),
        Fulfilled(
            "calculator-page",
            Browser("Browser.Tests:LawPagesTests.Four_slides_cost_460_and_each_step_leads_to_its_article"),
            Browser("Browser.Tests:LawPagesTests.A_whole_visit_shows_fund_account_and_cash"),
            Browser("Browser.Tests:LawPagesTests.A_refusal_says_its_code_its_reason_and_what_would_help")),
        Fulfilled(
            "quote",
            Http("Modules.Tests:LawQuestionTests.A_quote_is_answered_with_its_clauses"),
            Unit("Modules.Tests:AskVerbTests.A_quote_is_one_line_of_JSON_and_what_it_did_not_know_is_told_apart")),
        Fulfilled(
            "adjudicate",
            Http("Modules.Tests:LawQuestionTests.A_claim_is_split_to_the_fen"),
            Unit("Modules.Tests:AskVerbTests.A_claim_is_split_to_the_fen")),
        Fulfilled(
            "clock",
            Http("Modules.Tests:LawQuestionTests.A_deadline_counts_working_days_only"),
            Unit("Modules.Tests:AskVerbTests.A_deadline_is_0_and_a_year_that_nobody_published_1")),
        Fulfilled(
            "settlement-line",
            Http("Modules.Tests:SettlementTests.The_worked_example_is_settled_proven_reversed_and_proven_again"),
            Http("Modules.Tests:BadInputTests.A_bad_message_is_a_coded_error_and_leaves_nothing_but_its_attempt"),
            Http("Modules.Tests:ConcurrencyTests.Of_eight_settlements_of_one_batch_exactly_one_settles")),
        Fulfilled(
            "trail",
            Http("Modules.Tests:SettlementTamperTests.One_changed_value_in_any_column_is_found_and_named"),
            Http("Modules.Tests:TrailVerbTests.The_command_proves_a_copy_and_names_a_changed_value")),
        Fulfilled(
            "shared-budget",
            Http("Modules.Tests:BudgetTests.One_figure_is_spent_online_and_offline_and_never_stands_in_a_patients_way"),
            Browser("Browser.Tests:AgencyFlow.The_budget_shows_its_course_with_its_numbers_beside_it"),
            Unit("Modules.Tests:BudgetTests.The_forecast_carries_the_last_four_weeks_on_to_the_years_end")),
        Fulfilled(
            "budget-approval",
            Browser("Browser.Tests:AgencyFlow." +
                "A_budget_is_proposed_by_one_officer_and_counts_once_another_has_approved_it"),
            Http("Modules.Tests:BudgetDecisionTests.A_figure_counts_only_once_a_second_officer_has_approved_it"),
            Http("Modules.Tests:BudgetDecisionTests." +
                "A_figure_that_was_changed_behind_the_second_officers_back_is_found")),
        Fulfilled(
            "export-approval",
            Browser("Browser.Tests:AgencyFlow.An_export_needs_a_second_person_and_leaves_once"),
            Http("Modules.Tests:SearchTests.An_export_leaves_once_after_a_second_persons_word_and_masked"),
            Http("Modules.Tests:SearchTests.A_rejected_export_never_leaves_and_an_unmasked_one_says_so")),
        Fulfilled(
            "channel-marking",
            Http("Modules.Tests:BudgetTests.Online_and_offline_subtotals_sum_to_everything_that_was_settled"),
            Browser("Browser.Tests:AgencyFlow.The_first_page_counts_online_and_offline_apart_and_together"),
            Http("Modules.Tests:CloseTests.A_closed_day_keeps_its_totals_and_what_comes_later_posts_on_the_next")),
        Fulfilled(
            "interface-specification",
            Http("Modules.Tests:SpecificationTests.The_specification_is_public_as_json"),
            Http("Modules.Tests:ObservedOutputTests.Each_answer_has_the_fields_that_are_published"),
            Browser("Browser.Tests:InterfacePagesTests.From_the_list_one_reaches_a_transaction_and_its_fields"),
            Unit("Modules.Tests:SpecificationTests.The_committed_specification_is_what_the_code_says")),
        Fulfilled(
            "trial-reminder",
            Http("Modules.Tests:ProposalTests." +
                "A_trial_is_called_to_mind_ahead_of_its_end_and_waits_for_assessment_after_it"),
            Http("Modules.Tests:RegisterTests." +
                "A_trial_that_is_over_waits_for_its_assessment_and_becomes_formal_or_stops"),
            Unit("Modules.Tests:ItemLifeTests.A_document_that_follows_makes_it_formal_from_its_own_day_on"),
            Unit("Modules.Tests:ItemLifeTests." +
                "A_trial_that_is_carried_on_ends_later_and_a_retired_item_is_stopped")),
        Fulfilled(
            "price-publicity",
            Http("Modules.Tests:NoticeTests.A_notice_without_one_of_the_three_columns_is_not_published"),
            Http("Modules.Tests:NoticeTests.Anybody_reads_the_notice_of_any_past_day"),
            Http("Modules.Tests:NoticeTests." +
                "Where_a_document_demands_it_no_charge_exceeds_the_announced_price_of_the_day"),
            Browser("Browser.Tests:PriceWalkTests." +
                "A_notice_is_refused_for_its_empty_column_and_read_by_anybody_once_it_is_whole")),
        Fulfilled(
            "informed-consent",
            Http("Modules.Tests:NoticeTests." +
                "A_strict_institution_charges_nobody_who_did_not_agree_to_the_notice_in_force"),
            Http("Modules.Tests:NoticeTests.A_consent_belongs_to_its_visit_and_a_cancelled_visit_takes_none")),
        Fulfilled(
            "price-filing",
            Http("Modules.Tests:FilingPriceTests.A_price_is_executed_only_once_all_three_departments_have_it"),
            Http("Modules.Tests:FilingPriceTests." +
                "Another_price_is_another_version_and_changes_nothing_until_it_is_received"),
            Browser("Browser.Tests:PriceWalkTests." +
                "A_hospital_files_a_price_three_departments_receive_it_and_it_may_be_executed")),
        Fulfilled(
            "item-application",
            Http("Modules.Tests:ProposalTests." +
                "A_condition_that_does_not_hold_sends_the_proposal_back_and_names_its_clause"),
            Http("Modules.Tests:ProposalTests.The_city_accepts_and_reviews_and_the_province_alone_decides")),
        Fulfilled(
            "similar-item-detection",
            Http("Modules.Tests:ProposalTests." +
                "A_like_item_is_listed_and_must_be_explained_and_a_listed_service_is_no_item"),
            Unit("Modules.Tests:SimilarityTests.A_part_of_an_items_scope_that_is_proposed_anew_is_found")),
        Fulfilled(
            "pricing-methods",
            Browser("Browser.Tests:PricePageTests.Categories_and_pricing_methods_are_shown_and_sought")),
        Fulfilled(
            "item-categories",
            Browser("Browser.Tests:PricePageTests.Categories_and_pricing_methods_are_shown_and_sought")),
        Fulfilled(
            "item-register",
            Http("Modules.Tests:ProposalTests.Without_an_approval_document_no_item_is_enabled"),
            Http("Modules.Tests:RegisterTests." +
                "What_the_province_approves_may_be_charged_up_to_its_ceiling_from_the_same_day")),
        Fulfilled(
            "premium-register",
            Http("Modules.Tests:FilingPriceTests.Special_need_is_marked_paid_by_no_fund_and_counted")),
        Fulfilled(
            "inclusion-filing",
            Http("Modules.Tests:InclusionTests.What_was_filed_and_not_accepted_is_paid_by_no_fund"),
            Http("Modules.Tests:InclusionTests." +
                "What_no_document_lists_and_nobody_filed_or_decided_is_paid_by_no_fund")),
        Fulfilled(
            "inclusion-decision",
            Http("Modules.Tests:InclusionTests.A_new_item_is_paid_once_it_was_decided_so_and_no_earlier"),
            Http("Modules.Tests:InclusionTests." +
                "A_self_set_item_that_exists_online_alone_is_new_and_needs_a_decision")),
        Fulfilled(
            "chronic-registration",
            Http("Modules.Tests:FilingTests." +
                "A_registered_disease_is_paid_by_its_benefit_from_the_first_day_on_until_withdrawn")),
    ];

    public static Feature? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    private static Feature Planned(string name) => new(name, FeatureState.Planned, []);

    private static Feature Fulfilled(string name, params FeatureTest[] tests) =>
        new(name, FeatureState.Fulfilled, tests);

    private static FeatureTest Unit(string name) => new(name, TestReach.Unit);

    private static FeatureTest Http(string name) => new(name, TestReach.Http);

    private static FeatureTest Browser(string name) => new(name, TestReach.Browser);
}
