import { type Culture, culture } from './culture.js';

/** Cultures with few names on the lists. */
export const FAR_CULTURES: readonly Culture[] = [
  culture(
    'English',
    'James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Emma Richard Susan Thomas Jessica Charles Sarah Christopher Karen Daniel Nancy Matthew Lisa',
    'Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Thompson White Harris Clark Lewis Robinson Walker Young Wright Scott Baker Mitchell',
    { givenNames: [1, 1, 2] },
  ),
  culture(
    'German',
    'Hans Peter Klaus Jürgen Michael Thomas Andreas Stefan Sabine Monika Petra Ursula Heike Wolfgang Dieter Matthias Florian Lukas Anna Katharina Sebastian Tobias Birgit Uwe',
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Zimmermann Braun Krüger Hofmann Hartmann Lange Werner',
  ),
  culture(
    'French',
    'Jean Pierre Michel Philippe Nathalie Isabelle Sylvie Catherine Nicolas Christophe Laurent François Céline Émilie Julien Antoine Camille Hélène Mathieu Thierry Luc Claire Benoît Guillaume',
    'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Fournier Girard Bonnet Dupont Lambert Rousseau Fontaine Chevalier Gauthier Mercier',
  ),
  culture(
    'Italian',
    'Marco Giuseppe Giovanni Francesco Antonio Luca Andrea Alessandro Paola Giulia Francesca Chiara Roberto Stefano Matteo Elena Silvia Davide Lorenzo Valentina Simone Federica Carlo Enrico',
    'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi',
  ),
  culture(
    'Polish and Czech',
    'Piotr Krzysztof Andrzej Tomasz Paweł Agnieszka Katarzyna Małgorzata Anna Marek Grzegorz Jan Jiří Petr Tomáš Lucie Eva Jakub Zuzana Ondřej Wojciech Ewa Monika Rafał',
    'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Mazur Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Pokorný Krawczyk Piotrowski',
  ),
  culture(
    'Dutch and Flemish',
    'Jan Pieter Willem Hendrik Johan Maria Anna Cornelis Sander Bram Daan Lotte Femke Joost Maarten Thijs Anouk Marieke Ruben Wouter Inge Bart Koen Sophie',
    'Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Peeters Maes Jacobs Mertens Willems Claes Goossens Wouters Kuiper Postma Hoekstra',
  ),
  culture(
    'Nordic',
    'Erik Lars Anders Per Karl Anna Karin Ingrid Kristina Mikkel Søren Niels Mette Kirsten Bjørn Olav Sigrid Mikko Juha Aino Jukka Hanna Gunnar Astrid',
    'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Hansen Johansen Olsen Pedersen Nielsen Jensen Christensen Sørensen Virtanen Korhonen Nieminen Mäkinen Laine Lindberg Bergström Dahl Haugen',
  ),
  culture(
    'Portuguese and Brazilian',
    'João José Antonio Francisco Paulo Pedro Lucas Ana Maria Mariana Beatriz Rafael Gustavo Thiago Fernanda Camila Tiago Rui Vasco Inês Luís Bruno Rodrigo Joana',
    'Silva Santos Oliveira Souza Pereira Ferreira Almeida Costa Carvalho Gomes Ribeiro Martins Rocha Barbosa Cardoso Teixeira Moreira Correia Monteiro Nogueira Cunha Pinto Machado Freitas',
    { givenNames: [1, 2] },
  ),
  culture(
    'Greek',
    'Georgios Konstantinos Dimitrios Ioannis Nikolaos Panagiotis Maria Eleni Katerina Vasiliki Christos Athanasios Sofia Angeliki Spyridon Evangelos Theodoros Andreas Despina Ioanna Stavros Petros Michail Anastasia',
    'Papadopoulos Papadakis Georgiou Nikolaou Dimitriou Konstantinou Vlachos Angelopoulos Karagiannis Makris Alexiou Oikonomou Ioannidis Pappas Economou Samaras Kostopoulos Panagopoulos Stathopoulos Lambrou Christodoulou Savvidis Zervas Manolis',
  ),
  culture(
    'Hungarian and Romanian',
    'László István József János Zoltán Ferenc Katalin Ilona Ágnes Gábor Andrei Mihai Ion Gheorghe Elena Ioana Cristian Florin Adrian Bogdan Péter Judit Alexandru Raluca',
    'Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Popescu Ionescu Popa Dumitru Stan Stoica Gheorghiu Munteanu Rusu Marin Balogh Lakatos Takács Constantinescu',
  ),
  culture(
    'Indian',
    'Rajesh Suresh Amit Anil Sanjay Vijay Priya Sunita Anjali Deepak Ramesh Rahul Arjun Lakshmi Kavita Pooja Manoj Ashok Venkatesh Harish Neha Divya Karthik Gopal',
    'Sharma Verma Gupta Patel Singh Kumar Reddy Iyer Nair Menon Rao Das Banerjee Mukherjee Chatterjee Desai Joshi Kulkarni Mehta Shah Pillai Naidu Agarwal Bhattacharya',
  ),
  culture(
    'Bengali and Sri Lankan',
    'Shafiqul Rahim Kamal Jahangir Nazrul Shahana Rokeya Anwar Mizanur Tanvir Nimal Sunil Chaminda Kumari Dilshan Ruwan Nadeesha Priyantha Sanath Thilini Habibur Sharmin Mahbub Tariqul',
    'Rahman Islam Hossain Chowdhury Ahmed Sarkar Mondal Talukder Bhuiyan Miah Perera Fernando Silva Jayawardena Wickramasinghe Gunawardena Bandara Dissanayake Rajapaksha Herath Majumder Biswas Akter Mendis',
  ),
  culture(
    'Vietnamese',
    'Van-Anh Minh Hung Thanh Huong Lan Tuan Duc Quang Hoa Phuong Mai Long Khanh Thu Linh Dung Hai Son Trang Nam Hieu Bao Ngoc',
    'Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Truong Mac Trinh Doan Luong Cao Chau',
    { order: 'family first', givenNames: [1, 2] },
  ),
  culture(
    'Japanese',
    'Hiroshi Takashi Kenji Yuki Haruto Sakura Yoko Keiko Akiko Naoki Daisuke Kazuya Satoshi Makoto Tomoko Ayumi Shinji Masato Emi Ryo Kenta Misaki Noboru Shigeru',
    'Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi Matsumoto Inoue Kimura Hayashi Shimizu Saito Mori Abe Ikeda Hashimoto',
  ),
  culture(
    'Thai and Burmese',
    'Somchai Somsak Anong Malee Prasert Wichai Siriporn Niran Kanya Arthit Aung Zaw Kyaw Thida Myint Khin Hla Soe Nanda Suda Chai Boonmee Thant Moe',
    'Srisuk Wongsakul Chaiyaporn Saetang Rattanakorn Thongchai Suwan Prasertsri Boonsong Phromma Saelim Kaewmanee Htun Lwin Naing Win Oo Thein Maung Tun Hlaing Myat Aye Phyo',
  ),
  culture(
    'Indonesian and Malay',
    'Budi Agus Dewi Siti Andi Rizky Putri Wahyu Eko Sri Nur Hendra Yusuf Fitri Azman Zulkifli Hafiz Nurul Aminah Razak Bambang Joko Indah Ratna',
    'Santoso Wijaya Susanto Hidayat Setiawan Kusuma Nugroho Saputra Wibowo Pratama Rahmat Lestari Hashim Othman Yaakob Zainal Hamzah Mahathir Siregar Simanjuntak Nasution Gunawan Suharto Utomo',
  ),
  culture(
    'Filipino',
    'Jose Maria Juan Ricardo Antonio Rosario Corazon Benigno Ramon Leonora Manuel Cristina Angelica Rodrigo Ferdinand Imelda Jejomar Arnel Marites Rowena Danilo Reynaldo Efren Lourdes',
    'Reyes Santos Cruz Bautista Ocampo Garcia Mendoza Dela-Cruz Villanueva Aquino Macapagal Magsaysay Dimaculangan Panganiban Manalo Pangilinan Lacson Abad Salonga Tolentino Soriano Mercado Catacutan Sumulong',
  ),
  culture(
    'West African',
    'Chukwuemeka Ngozi Adebayo Oluwaseun Chidi Amaka Emeka Funke Kwame Kofi Ama Akosua Mamadou Ousmane Fatou Aminata Ibrahima Abena Yaw Tunde Ifeoma Babatunde Moussa Seydou',
    'Okafor Adeyemi Okonkwo Balogun Eze Nwosu Obi Afolabi Mensah Owusu Boateng Asante Diallo Traore Diop Ndiaye Keita Sow Toure Coulibaly Appiah Onyango Chukwu Olatunji',
  ),
  culture(
    'East African and Ethiopian',
    'Abebe Tadesse Bekele Almaz Tigist Haile Dawit Selam Wanjiku Kamau Otieno Achieng Juma Neema Baraka Mwangi Njeri Kiprop Chebet Amani Girma Mulugeta Yohannes Hirut',
    'Tesfaye Gebremariam Kebede Wolde Desta Alemu Mengistu Assefa Kamau Odhiambo Mwangi Kariuki Njoroge Kipchoge Ochieng Mutua Wambui Mushi Mwakalinga Nyerere Cheruiyot Kiplagat Girma Tsegaye',
  ),
  culture(
    'Congolese and Southern African',
    'Patrice Jean-Claude Mireille Thabo Sipho Nomsa Lerato Tendai Farai Chipo Mandla Zanele Kabelo Jabulani Tatenda Rudo Blessing Precious Gift Innocent Fiston Dieudonne Espoir Clarisse',
    'Mukendi Kabongo Ilunga Tshibanda Kalala Mbuyi Dlamini Nkosi Mokoena Ndlovu Khumalo Sithole Moyo Ncube Chikwanha Mutasa Banda Phiri Mwale Kasongo Lungu Zulu Molefe Mabuza',
  ),
  culture(
    'Hebrew',
    'David Moshe Yosef Avraham Yaakov Sarah Rachel Rivka Noa Tamar Eitan Itai Yonatan Daniel Shlomo Michal Yael Ofir Gilad Amir Nadav Shira Eyal Chaim',
    'Cohen Levi Mizrahi Peretz Biton Friedman Katz Shapiro Goldberg Ben-David Avraham Azoulay Dahan Ohana Rosenberg Segal Hadad Gabay Malka Shalom Yosef Weiss Amar Barak',
  ),
];
